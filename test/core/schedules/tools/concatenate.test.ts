import fc from "fast-check";
import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { concatenate } from "../../../../core/schedules/tools/concatenate.ts";
import { splitAtStep } from "../../../../core/schedules/tools/split.ts";
import { anySchedule } from "./any-schedule.ts";

test("the parts of any split, concatenated, are the schedule", () => {
  fc.assert(
    fc.property(anySchedule(3), fc.nat(), (sigmas, at) => {
      const step = 1 + (at % (sigmas.length - 2));
      const { high, low } = splitAtStep(sigmas, step);
      const joined = concatenate(high, low);
      expect(joined.sigmas).toEqual(sigmas);
      expect(joined.shared).toBe(sigmas[step]);
    }),
  );
});

test("where the second begins lower, a step leads there", () => {
  expect(concatenate([5, 3], [2, 1, 0])).toEqual({ sigmas: [5, 3, 2, 1, 0] });
});

test("what cannot follow is refused in a sentence", () => {
  expect(() => concatenate([5, 3], [4, 1])).toThrow(
    new BadInput(
      "the second schedule must begin at or below the end of the first, 3, got 4",
    ),
  );
  expect(() => concatenate([5, 0], [4, 1])).toThrow(
    new BadInput(
      "the first schedule ends at 0, so nothing can follow it, got one that begins at 4",
    ),
  );
});
