import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatNumber,
  formatValue,
} from "../../../renderer/editor/format-value.ts";
import {
  parseNumber,
  parseNumbers,
  stepNumber,
} from "../../../renderer/editor/parse-value.ts";

const any = { min: -Infinity, max: Infinity, whole: false };
const steps = { min: 1, max: 1000, whole: true };

test.each([
  ["1e-3", 0.001],
  ["1E-3", 0.001],
  ["0,5", 0.5],
  ["1,5e-2", 0.015],
  [" -2.5 ", -2.5],
  ["\u22122", -2],
  ["1 000", 1000],
  ["12 000,5", 12000.5],
  [".25", 0.25],
  ["3.", 3],
])("%s is the number %d", (text, value) => {
  expect(parseNumber("x", text, any)).toEqual({ kind: "value", value });
});

test.each([
  "",
  "abc",
  "1e",
  "1,2,3",
  "1.2,3",
  "--1",
  "0x10",
  "1 2",
  "NaN",
  "Infinity",
])("%j is refused, not guessed at", (text) => {
  expect(parseNumber("x", text, any).kind).toBe("refused");
});

test("every finite number that is written out is read back the same", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (value) => {
        const parsed = parseNumber("x", String(value), any);
        expect(parsed).toEqual({
          kind: "value",
          // a minus before zero is not written out
          value: value + 0,
        });
      },
    ),
  );
});

test("what is out of range or not whole says what, got and wanted", () => {
  const message = (text: string) => {
    const parsed = parseNumber("steps", text, steps);
    return parsed.kind === "refused" ? parsed.message : undefined;
  };
  expect(message("0")).toBe("steps must be at least 1, got 0.");
  expect(message("1e9")).toBe("steps must be at most 1000, got 1000000000.");
  expect(message("2.5")).toBe("steps must be a whole number, got 2.5.");
  expect(message("")).toBe("steps must be a number, got nothing.");
});

test.each([
  ["5, 10, 20", [5, 10, 20]],
  ["5 10 20", [5, 10, 20]],
  ["5,10,", [5, 10]],
  ["7", [7]],
])("%s is a list of numbers", (text, value) => {
  expect(parseNumbers("steps", text, steps)).toEqual({ kind: "value", value });
});

test("semicolons leave room for decimal commas", () => {
  expect(parseNumbers("x", "0,5; 1e-3", any)).toEqual({
    kind: "value",
    value: [0.5, 0.001],
  });
});

test("a list with one wrong number is refused whole", () => {
  expect(parseNumbers("steps", "5, x", steps).kind).toBe("refused");
  expect(parseNumbers("steps", " , ", steps).kind).toBe("refused");
});

test("a list that may be empty is taken empty, and its row says what that means", () => {
  const range = { ...any, whenEmpty: "as it comes in" };
  expect(parseNumbers("levels", " ", range)).toEqual({
    kind: "value",
    value: [],
  });
  const input = { kind: "numbers", default: [], ...range } as const;
  expect(formatValue(input, [])).toBe("as it comes in");
  expect(formatValue(input, [80, 1])).toBe("80, 1");
});

test("stepping stays in range and gathers no rounding dust", () => {
  const range = { min: 0, max: 1, whole: false };
  let value = 0;
  for (let count = 0; count < 7; count++)
    value = stepNumber(value, 1, 0.1, range);
  expect(value).toBe(0.7);
  expect(stepNumber(0.9, 5, 0.1, range)).toBe(1);
});

test("a number is shown as short as six digits allow", () => {
  expect([0.002, 80, 1e-7, 1 / 3, 123456789].map(formatNumber)).toEqual([
    "0.002",
    "80",
    "1e-7",
    "0.333333",
    "123456789",
  ]);
});
