import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shiftedTime } from "../../../core/model-sampling/flow.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { modelScheduleReference, relativeDifference } from "../reference.ts";

describe("agreement with ComfyUI's flow models to 1e-10 at every level", () => {
  test.each(modelScheduleReference.flow)(
    "$schedule, shift $shift, n = $n",
    ({ schedule, shift, n, f64 }) => {
      const { sigmas, process } = buildSchedule(schedule, {
        steps: n,
        ending: "zero",
        options: { "model-sampling": "flow", shift },
      });
      expect(process).toBe("flow");
      expect(relativeDifference(sigmas, f64)).toBeLessThan(1e-10);
    },
  );
});

test("a model's own shift is taken where none is given, and FLUX's is exp(1.15)", () => {
  const build = (options: Readonly<Record<string, unknown>>) =>
    buildSchedule("sgm_uniform", { steps: 7, ending: "zero", options });
  expect(build({ "model-sampling": "sd3" }).sigmas).toEqual(
    build({ "model-sampling": "flow", shift: 3 }).sigmas,
  );
  const { sigmas } = buildSchedule("simple", {
    steps: 4,
    ending: "zero",
    options: { "model-sampling": "flux" },
  });
  const shifted = [1, 0.75, 0.5, 0.25, 0].map((time) =>
    shiftedTime(Math.exp(1.15), time),
  );
  expect(relativeDifference(sigmas, shifted)).toBeLessThan(1e-12);
});

test("a shift belongs to flow models: it is named where it says something and refused elsewhere", () => {
  const sourceOf = (options: Readonly<Record<string, unknown>>) =>
    buildSchedule("simple", { steps: 5, ending: "zero", options }).source;
  expect(sourceOf({ "model-sampling": "sd3" })).toBe("Simple, sd3");
  expect(sourceOf({ "model-sampling": "sd3", shift: 5 })).toBe(
    "Simple, sd3, shift 5",
  );
  expect(sourceOf({ shift: 0 })).toBe("Simple, sd15");
  expect(() => sourceOf({ shift: 5 })).toThrow(
    /^Simple's shift is only for a model-sampling of flow, sd3, .*, got 5 and no model-sampling$/,
  );
});

test("Flow uniform is even before its shift, from 0.999 to 0", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0.1, max: 20, noNaN: true }),
      (steps, shift) => {
        const request = { steps, options: { shift } };
        const toZero = buildSchedule("use_flow_sigmas", {
          ...request,
          ending: "zero",
        });
        expect(toZero.process).toBe("flow");
        expect(toZero.sigmas).toHaveLength(steps + 1);
        expect(toZero.sigmas.at(-1)).toBe(0);
        toZero.sigmas.forEach((sigma, i) =>
          // the inverse of a shift is the shift by its inverse
          expect(shiftedTime(1 / shift, sigma)).toBeCloseTo(
            0.999 * (1 - i / steps),
            12,
          ),
        );
        const kept = buildSchedule("flow-uniform", {
          ...request,
          ending: "sigma-min",
        });
        const longer = buildSchedule("flow-uniform", {
          ...request,
          steps: steps + 1,
          ending: "zero",
        });
        expect(kept.sigmas).toEqual(longer.sigmas.slice(0, -1));
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

test("a family with limits takes those of a flow and is marked as one", () => {
  const built = buildSchedule("karras", {
    steps: 4,
    ending: "zero",
    model: { "model-sampling": "sd3" },
  });
  expect(built.process).toBe("flow");
  expect(built.source).toBe("EDM, rho 7, sd3");
  expect(built.sigmas[0]).toBe(1);
  expect(built.sigmas[3]).toBe(shiftedTime(3, 0.001));
});
