import { describe, expect, test } from "vitest";
import { levelSampler } from "../../../core/klub/importance.ts";
import { pairCosts } from "../../../core/klub/pair-cost.ts";
import { cases, modelOf } from "./cases.ts";
import type { Case } from "./cases.ts";
import { griddedObjective } from "./exact-mmse.ts";

const named = (name: string) => cases.find((one) => one.name === name) as Case;

describe.each([
  [0.002, 0.05, 0.3],
  [0.3, 1, 80],
  [0.002, 2, 80],
])("levels %d, %d, %d", (low, middle, high) => {
  test("levels lie between the neighbours, and dividing by the density gives an integral", () => {
    const levels = levelSampler(low, middle, high);
    const count = 2000;
    const drawn = Array.from({ length: count }, (_, i) =>
      levels.at((i + 0.5) / count),
    );
    const ts = drawn.map(({ t }) => t);
    expect(Math.min(...ts)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...ts)).toBeLessThanOrEqual(high);
    // ∫ t^-3 ln(t_up / t) dt over each of the two steps
    const integral = (from: number, to: number) =>
      Math.log(to / from) / (2 * from ** 2) - (from ** -2 - to ** -2) / 4;
    const wanted = integral(low, middle) + integral(middle, high);
    let mean = 0;
    for (const { t, density } of drawn)
      mean +=
        Math.log((t < middle ? middle : high) / t) / (t ** 3 * density * count);
    expect(mean / wanted).toBeCloseTo(1, 1);
  });

  test.each(["ring8", "gauss_c0.5", "gmm1d_asym"])(
    "%s: the estimate is the exact cost of both steps within its error",
    async (name) => {
      const one = named(name);
      const exact = griddedObjective(one);
      const estimate = pairCosts({ ...modelOf(one), samples: 8192, seed: 2 });
      const value = await estimate(low, middle, high);
      const wanted = exact.cost(low, middle) + exact.cost(middle, high);
      expect(Math.abs(value / wanted - 1)).toBeLessThan(0.08);
    },
  );
});

test("the same places have the same bits, in whatever order they are asked for", async () => {
  const request = { ...modelOf(named("ring8")), samples: 100, seed: 5 };
  const once = await pairCosts(request)(0.1, 0.5, 2);
  const estimate = pairCosts(request);
  await estimate(1, 3, 9);
  expect(await estimate(0.1, 0.5, 2)).toBe(once);
});
