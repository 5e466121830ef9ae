import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { readSchedule } from "../../../../nodes/formats/reading/read-schedule.ts";

const read = (text: string) => readSchedule(text, "s");

test.each([
  "14.6, 6.4, .5, 0",
  "14.6,6.4,0.5,0",
  "14.6 6.4 0.5 0",
  "14.6\n6.4\n0.5\n0\n",
  "14.6\r\n6.4\r\n0.5\r\n0",
  "14.6; 6.4; 0.5; 0",
  "14.6;6.4;0.5;0;",
  "14.6, 6.4,\n0.5, 0,\n",
  "14.6\t6.4\t+0.5\t0.",
  "\uFEFF14.6, 6.4, 0.5, 0",
  '"14.6, 6.4, 0.5, 0"',
  "sigmas: 14.6, 6.4, 0.5, 0",
  "sigmas = 14.6 6.4 0.5 0",
  "# ten steps\n14.6, 6.4 # high\n0.5, 0",
])("%j is read", (text) => {
  expect(read(text)).toEqual({
    sigmas: [14.6, 6.4, 0.5, 0],
    ending: "zero",
    form: "a list of numbers",
    notices: [],
    known: {},
  });
});

test.each([
  ["5, 1e-3", [5, 0.001], "1e-3 was read as 0.001."],
  ["1.5E1 2e0", [15, 2], "1.5E1 was read as 15, and 1 other number likewise."],
  [
    "1e1, 5, 2e-1, 1e-1",
    [10, 5, 0.2, 0.1],
    "1e1 was read as 10, and 2 other numbers likewise.",
  ],
])("the exponents of %s are understood and said", (text, sigmas, notice) => {
  expect(read(text)).toMatchObject({ sigmas, notices: [notice] });
});

test.each([
  ["0,5; 0,25", [0.5, 0.25], "0,5 as 0.5"],
  ["14,6;6,4;0", [14.6, 6.4, 0], "14,6 as 14.6"],
  ["0,5 0,25 0,1", [0.5, 0.25, 0.1], "0,5 as 0.5"],
  ["14,6\n6,4\n0,05", [14.6, 6.4, 0.05], "14,6 as 14.6"],
  ["14,6, 6,4, 0,05", [14.6, 6.4, 0.05], "14,6 as 14.6"],
  ["80; 0,5", [80, 0.5], "0,5 as 0.5"],
  // with points between, 05 would be no number that anybody writes
  ["9,05 4,02", [9.05, 4.02], "9,05 as 9.05"],
])(
  "the decimal commas of %j are understood and said",
  (text, sigmas, words) => {
    expect(read(text)).toMatchObject({
      sigmas,
      notices: [`Commas were read as decimal commas: ${words}.`],
    });
  },
);

test("a decimal comma with an exponent is understood, and both are said", () => {
  expect(read("2,5; 1,5e-1")).toMatchObject({
    sigmas: [2.5, 0.15],
    notices: [
      "Commas were read as decimal commas: 2,5 as 2.5.",
      "1,5e-1 was read as 0.15.",
    ],
  });
});

test.each([
  ["3,2,1", [3, 2, 1]],
  ["80,40", [80, 40]],
  ["80,\n40,\n20", [80, 40, 20]],
  ["9.5,4.5 1.5,0.5", [9.5, 4.5, 1.5, 0.5]],
])("the commas of %j can only separate", (text, sigmas) => {
  expect(read(text)).toMatchObject({ sigmas, notices: [] });
});

test.each([
  ["80,40 20,10", "80, 40, 20, 10", "80.4, 20.1"],
  ["80,40; 20,10", "80, 40, 20, 10", "80.4, 20.1"],
  ["80, 40,20", "80, 40, 20", "80, 40.2"],
  ["12,6\n5,4\n3,2", "12, 6, 5, 4, 3, 2", "12.6, 5.4, 3.2"],
])("%j is ambiguous and refused", (text, separated, decimal) => {
  expect(() => read(text)).toThrow(
    new BadInput(
      `s can be read as "${separated}" and, with decimal commas, as "${decimal}": write a space after each comma between numbers, or decimal points, got ${JSON.stringify(text)}`,
    ),
  );
});

test.each<[string, string]>([
  [
    "1.5; 0,25",
    's has decimal commas and decimal points, wanted one of them, got "1.5; 0,25"',
  ],
  [
    "0,25; 0,5",
    "s: noise level 2 of 2 must be below the one before it, 0.25, got 0.5",
  ],
  ["1, 2", "s: noise level 2 of 2 must be below the one before it, 1, got 2"],
  ["5", "s must have at least two noise levels, got 1"],
  [
    "5, two",
    's must hold numbers such as 14.6, 6.47, 0.03, got "two", entry 2 of 2',
  ],
  [
    "5, 1e",
    's must hold numbers such as 14.6, 6.47, 0.03, got "1e", entry 2 of 2',
  ],
  [
    "5, NaN",
    's must hold numbers such as 14.6, 6.47, 0.03, got "NaN", entry 2 of 2',
  ],
  [
    "5, -1",
    "s: noise level 2 of 2 must be a finite number of at least 0, got -1",
  ],
  [
    "5, \u22121",
    "s: noise level 2 of 2 must be a finite number of at least 0, got -1",
  ],
  [
    "1e999, 1",
    "s: noise level 1 of 2 must be a finite number of at least 0, got Infinity",
  ],
  [" \n", "s must hold noise levels such as 14.6, 6.47, 0.03, got nothing"],
])("%j is refused in a sentence", (text, sentence) => {
  expect(() => read(text)).toThrow(new BadInput(sentence));
});

test("10,001 levels are read, more are refused", () => {
  const levels = (count: number) =>
    Array.from({ length: count }, (_, k) => count - k).join(" ");
  expect(read(levels(10_001)).sigmas).toHaveLength(10_001);
  expect(() => read(levels(10_002))).toThrow(
    new BadInput("s must have at most 10001 noise levels, got 10002"),
  );
});
