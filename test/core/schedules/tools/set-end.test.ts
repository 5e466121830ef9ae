import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { setEnd } from "../../../../core/schedules/tools/set-end.ts";

test("the first or the last level is another, the rest stays", () => {
  expect(setEnd([9, 3, 1], "first", 12)).toEqual([12, 3, 1]);
  expect(setEnd([9, 3, 1], "last", 0)).toEqual([9, 3, 0]);
  expect(setEnd([9, 1], "last", 8)).toEqual([9, 8]);
});

test("a level that the next one is not below is refused in a sentence", () => {
  expect(() => setEnd([9, 3, 1], "first", 3)).toThrow(
    new BadInput("the first level must be above the second, 3, got 3"),
  );
  expect(() => setEnd([9, 3, 1], "last", 5)).toThrow(
    new BadInput("the last level must be below the one before it, 3, got 5"),
  );
  expect(() => setEnd([9, 3, 1], "last", NaN)).toThrow(BadInput);
});
