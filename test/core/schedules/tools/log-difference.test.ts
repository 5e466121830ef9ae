import fc from "fast-check";
import { expect, test } from "vitest";
import { logDifference } from "../../../../core/schedules/tools/log-difference.ts";
import { resample } from "../../../../core/schedules/tools/resample.ts";
import { scale } from "../../../../core/schedules/tools/scale.ts";
import { anySchedule } from "./any-schedule.ts";

test("a schedule differs from itself by nothing, and from itself scaled by the factor's logarithm", () => {
  fc.assert(
    fc.property(
      anySchedule(),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (sigmas, factor) => {
        expect(logDifference(sigmas, sigmas).difference).toBe(0);
        const { difference } = logDifference(sigmas, scale(sigmas, factor));
        expect(difference).toBeCloseTo(Math.log(factor), 12);
      },
    ),
  );
});

test("it is found where it is, between the levels of schedules of other lengths too", () => {
  expect(logDifference([8, 4, 2], [8, 2]).difference).toBeCloseTo(0, 12);
  // at half of the steps the second has 1
  expect(logDifference([4, 1], [4, 1, 0.5])).toMatchObject({ part: 1 });
  const { difference, part } = logDifference([4, 3, 1], [4, 1]);
  expect(part).toBe(0.5);
  expect(difference).toBeCloseTo(Math.log(2 / 3), 12);
});

test("an ending of 0 is left out", () => {
  const { difference, part } = logDifference([4, 2, 0], [4, 1, 0.25]);
  expect(part).toBe(0.5);
  expect(difference).toBeCloseTo(Math.log(1 / 2), 12);
});

test("more steps along the same curve differ by nothing", () => {
  fc.assert(
    fc.property(anySchedule(3), (sigmas) => {
      const kept = sigmas.filter((sigma) => sigma > 0);
      const finer = resample(kept, 3 * (kept.length - 1));
      expect(Math.abs(logDifference(kept, finer).difference)).toBeLessThan(
        1e-12,
      );
    }),
  );
});
