import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { checkSigmas, endingOf } from "../../../core/schedules/check.ts";

test.each<[string, unknown, string]>([
  [
    "NaN",
    [3, NaN, 1],
    "s: noise level 2 of 3 must be a finite number of at least 0, got NaN",
  ],
  [
    "minus infinity",
    [3, -Infinity],
    "s: noise level 2 of 2 must be a finite number of at least 0, got -Infinity",
  ],
  [
    "null",
    [3, null],
    "s: noise level 2 of 2 must be a finite number of at least 0, got null",
  ],
  [
    "a negative level",
    [3, -1],
    "s: noise level 2 of 2 must be a finite number of at least 0, got -1",
  ],
  ["one value", [3], "s must have at least two noise levels, got 1"],
  ["no value", [], "s must have at least two noise levels, got 0"],
  [
    "equal values",
    [3, 2, 2],
    "s: noise level 3 of 3 must be below the one before it, 2, got 2",
  ],
  [
    "rising values",
    [1, 2, 3],
    "s: noise level 2 of 3 must be below the one before it, 1, got 2",
  ],
  [
    "a 0 in the middle",
    [1, 0, 0],
    "s: noise level 3 of 3 must be below the one before it, 0, got 0",
  ],
  [
    "an object",
    { steps: 3 },
    's must be a list of noise levels, got {"steps":3}',
  ],
])("%s is one sentence", (_, sigmas, sentence) => {
  expect(() => checkSigmas(sigmas, "s")).toThrow(new BadInput(sentence));
});

test("a schedule ends at zero where its last level is 0", () => {
  expect(endingOf([2, 1, 0])).toBe("zero");
  expect(endingOf(Float64Array.of(2, 1, 0.002))).toBe("sigma-min");
});
