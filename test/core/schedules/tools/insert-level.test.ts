import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { insertLevel } from "../../../../core/schedules/tools/insert-level.ts";

test("the level comes to its place, before the first and after the last too", () => {
  expect(insertLevel([9, 3, 1], 5)).toEqual([9, 5, 3, 1]);
  expect(insertLevel([9, 3, 1], 12)).toEqual([12, 9, 3, 1]);
  expect(insertLevel([9, 3, 1], 0)).toEqual([9, 3, 1, 0]);
});

test("a level that is there is refused in a sentence", () => {
  expect(() => insertLevel([9, 3, 1], 3)).toThrow(
    new BadInput(
      "the level to insert must be one that the schedule does not have, got 3, its level 2 of 3",
    ),
  );
});
