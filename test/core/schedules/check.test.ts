import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { endingOf, readSigmas } from "../../../core/schedules/check.ts";

describe("readSigmas", () => {
  test("10,001 levels are read, more are refused at once", () => {
    const levels = (count: number) =>
      JSON.stringify(Array.from({ length: count }, (_, k) => count - k));
    expect(readSigmas(levels(10_001), "s.json")).toHaveLength(10_001);
    expect(() => readSigmas(levels(10_002), "s.json")).toThrow(
      new BadInput("s.json must have at most 10001 noise levels, got 10002"),
    );
  });

  test("a byte order mark is passed over", () => {
    expect(readSigmas("\uFEFF[2, 1]", "s.json")).toEqual([2, 1]);
  });

  test.each(["[3, 1.5, 0]", `{"sigmas": [3, 1.5, 0], "steps": 2}`])(
    "%s is read",
    (text) => {
      expect(readSigmas(text, "s.json")).toEqual([3, 1.5, 0]);
    },
  );

  test.each<[string, string, string]>([
    [
      "NaN",
      "[3, NaN, 1]",
      `s.json: noise level 2 of 3 must be a finite number of at least 0, got "NaN"`,
    ],
    [
      "minus infinity",
      `{"sigmas":[3,-Infinity]}`,
      `s.json: noise level 2 of 2 must be a finite number of at least 0, got "-Infinity"`,
    ],
    [
      "null",
      "[3, null]",
      "s.json: noise level 2 of 2 must be a finite number of at least 0, got null",
    ],
    [
      "a negative level",
      "[3, -1]",
      "s.json: noise level 2 of 2 must be a finite number of at least 0, got -1",
    ],
    ["one value", "[3]", "s.json must have at least two noise levels, got 1"],
    ["no value", "[]", "s.json must have at least two noise levels, got 0"],
    [
      "equal values",
      "[3, 2, 2]",
      "s.json: noise level 3 of 3 must be below the one before it, 2, got 2",
    ],
    [
      "rising values",
      "[1, 2, 3]",
      "s.json: noise level 2 of 3 must be below the one before it, 1, got 2",
    ],
    [
      "a 0 in the middle",
      "[1, 0, 0]",
      "s.json: noise level 3 of 3 must be below the one before it, 0, got 0",
    ],
    [
      "another object",
      `{"steps": 3}`,
      `s.json must be a list of noise levels, got {"steps":3}`,
    ],
    [
      "no JSON",
      "1, 2, 3",
      `s.json must be JSON, a list of noise levels or {"sigmas": […]}, got "1, 2, 3"`,
    ],
    [
      "an empty file",
      "",
      `s.json must be JSON, a list of noise levels or {"sigmas": […]}, got ""`,
    ],
  ])("%s is one sentence", (_, text, sentence) => {
    expect(() => readSigmas(text, "s.json")).toThrow(new BadInput(sentence));
  });
});

test("a schedule ends at zero where its last level is 0", () => {
  expect(endingOf([2, 1, 0])).toBe("zero");
  expect(endingOf(Float64Array.of(2, 1, 0.002))).toBe("sigma-min");
});
