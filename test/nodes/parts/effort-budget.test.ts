import { expect, test } from "vitest";
import { effortBudget } from "../../../nodes/parts/effort-budget.ts";
import { solverOf } from "../../../nodes/parts/optimizing.ts";

const picture = [3, 32, 32];
const point = [2];
const noises = (
  effort: "quick" | "usual" | "thorough",
  shape: readonly number[],
  solver: string,
  chosen?: "paired" | "distribution",
) => {
  const budget = effortBudget(
    effort,
    shape,
    solverOf({ id: solver, options: {} }),
    chosen,
  );
  return budget.batch * budget.freshBatches;
};

test("a quick budget confirms on an eighth of the noises, but never on too few for a distance between distributions", () => {
  expect(noises("usual", picture, "dpmpp-2m")).toBe(128);
  expect(noises("quick", picture, "dpmpp-2m")).toBe(16);
  expect(noises("usual", picture, "dpmpp-2m-sde")).toBe(128);
  expect(noises("quick", picture, "dpmpp-2m-sde")).toBe(64);
  expect(noises("quick", point, "dpmpp-2m-sde")).toBe(512);
  expect(noises("quick", picture, "dpmpp-2m", "distribution")).toBe(64);
  expect(noises("quick", picture, "dpmpp-2m-sde", "paired")).toBe(16);
  expect(noises("thorough", picture, "dpmpp-2m-sde")).toBe(512);
});
