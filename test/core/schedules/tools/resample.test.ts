import fc from "fast-check";
import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { checkSigmas, endingOf } from "../../../../core/schedules/check.ts";
import { buildSchedule } from "../../../../core/schedules/build.ts";
import { resample } from "../../../../core/schedules/tools/resample.ts";
import { anySchedule } from "./any-schedule.ts";

test("as many steps as before give the same bits", () => {
  fc.assert(
    fc.property(anySchedule(), (sigmas) => {
      expect(resample(sigmas, sigmas.length - 1)).toEqual(sigmas);
    }),
  );
});

test("both ends and the ending stay, and every level is finite and falls", () => {
  fc.assert(
    fc.property(
      anySchedule(),
      fc.integer({ min: 2, max: 50 }),
      (sigmas, steps) => {
        const resampled = checkSigmas(resample(sigmas, steps), "it");
        expect(resampled).toHaveLength(steps + 1);
        expect(resampled[0]).toBe(sigmas[0]);
        expect(endingOf(resampled)).toBe(endingOf(sigmas));
        const lastAbove = (levels: readonly number[]) =>
          levels.findLast((level) => level > 0);
        expect(lastAbove(resampled)).toBe(lastAbove(sigmas));
      },
    ),
  );
});

test("what is straight in ln sigma stays so", () => {
  const limits = { sigmaMin: 0.01, sigmaMax: 100 } as const;
  for (const ending of ["zero", "sigma-min"] as const) {
    const of = (steps: number) =>
      buildSchedule("logsnr", { ...limits, steps, ending }).sigmas;
    resample(of(8), 21).forEach((sigma, index) =>
      expect(sigma).toBeCloseTo(of(21)[index] ?? NaN, 10),
    );
  }
});

test("an AYS table resampled is the table that its authors make for other numbers of steps", () => {
  const table = (steps: number) =>
    buildSchedule("ays", { steps, ending: "sigma-min" }).sigmas;
  const published = table(25);
  resample(table(10), 25).forEach((sigma, index) =>
    expect(sigma).toBeCloseTo(published[index] ?? NaN, 12),
  );
});

test("one step keeps the first level and the ending", () => {
  expect(resample([9, 3, 1], 1)).toEqual([9, 1]);
  expect(resample([9, 3, 0], 1)).toEqual([9, 0]);
});

test("one level above 0 has nothing to interpolate between", () => {
  expect(resample([9, 0], 1)).toEqual([9, 0]);
  expect(() => resample([9, 0], 2)).toThrow(
    new BadInput(
      "a schedule with one level above 0, 9, has nothing to interpolate between, so it can only have 1 step, got 2",
    ),
  );
});
