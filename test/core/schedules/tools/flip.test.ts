import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSigmas } from "../../../../core/schedules/check.ts";
import { flip } from "../../../../core/schedules/tools/flip.ts";
import { anySchedule } from "./any-schedule.ts";

test("the ratios of neighbours are in the other order, between the same ends", () => {
  expect(flip([16, 8, 1])).toEqual([16, 2, 1]);
  expect(flip([16, 8, 1, 0])).toEqual([16, 2, 1, 0]);
  expect(flip([5, 0])).toEqual([5, 0]);
});

test("a flipped schedule is a schedule, and flipped again it is the first", () => {
  fc.assert(
    fc.property(anySchedule(), (sigmas) => {
      const once = checkSigmas(flip(sigmas), "it");
      expect(once[0]).toBe(sigmas[0]);
      expect(once.at(-1)).toBe(sigmas.at(-1));
      flip(once).forEach((sigma, index) =>
        expect(Math.abs(sigma - (sigmas[index] ?? NaN))).toBeLessThanOrEqual(
          1e-14 * sigma,
        ),
      );
    }),
  );
});

test("levels whose product is beyond a double are mirrored too", () => {
  expect(flip([1e300, 1e290, 1e200])).toEqual([1e300, 1e210, 1e200]);
});
