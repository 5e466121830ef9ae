import { describe, expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { readSchedule } from "../../../../nodes/formats/reading/read-schedule.ts";

const read = (text: string) => readSchedule(text, "s");

describe("JSON", () => {
  test.each(["[3, 1.5, 0]", '{"sigmas": [3, 1.5, 0], "steps": 2}'])(
    "%s is read",
    (text) => {
      expect(read(text)).toEqual({
        sigmas: [3, 1.5, 0],
        ending: "zero",
        form: "JSON",
        notices: [],
        known: {},
      });
    },
  );

  test.each<[string, string]>([
    [
      "[3, NaN, 1]",
      's: noise level 2 of 3 must be a finite number of at least 0, got "NaN"',
    ],
    [
      '{"sigmas":[3,-Infinity]}',
      's: noise level 2 of 2 must be a finite number of at least 0, got "-Infinity"',
    ],
    ['{"steps": 3}', 's must be a list of noise levels, got {"steps":3}'],
    [
      '{"sigmas": [3, 1.5',
      's is cut off: 2 brackets are not closed at its end, which is "{\\"sigmas\\": [3, 1.5"',
    ],
    [
      "[3, 1",
      's is cut off: 1 bracket is not closed at its end, which is "[3, 1"',
    ],
    [
      "torch.tensor([3, 1",
      's is cut off: 2 brackets are not closed at its end, which is "torch.tensor([3, 1"',
    ],
    [
      '{"format": "stepwright-schedule", "version": 2, "sigmas": [3, 1]}',
      "s was saved by a newer Stepwright and cannot be read here: its schedule has the version 2, and this one knows version 1",
    ],
  ])("%s is refused in a sentence", (text, sentence) => {
    expect(() => read(text)).toThrow(new BadInput(sentence));
  });
});

describe("CSV", () => {
  test.each([
    ["sigma\n14.6\n6.4\n0", "sigma"],
    ["step,sigma,time\n0,14.6,999\n1,6.4,850\n2,0,0\n", "sigma"],
    ["\t;Sigmas\n0;14,6\n1;6,4\n2;0", "Sigmas"],
    ['"step","σ"\r\n"0","14,6"\r\n"1","6,4"\r\n"2","0"\r\n', "σ"],
    ["my levels\n14,6\n6,4\n0", "my levels"],
    ["step\tnoise level\n0\t14.6\n1\t6.4\n2\t0", "noise level"],
  ])("%j is read", (text, head) => {
    expect(read(text)).toMatchObject({
      sigmas: [14.6, 6.4, 0],
      form: `CSV, column ${head}`,
    });
  });

  test("in a file with one column, a comma is a decimal comma, and that is said", () => {
    expect(read("sigma\n12,6\n5,4\n3,2")).toMatchObject({
      sigmas: [12.6, 5.4, 3.2],
      notices: ["Commas were read as decimal commas: 12,6 as 12.6."],
    });
  });

  test.each<[string, string]>([
    ["a,b\n3,2\n", "s must have a column named sigma, got a, b"],
    [
      "step,sigma\n0,14.6\n1\n",
      's: line 3 must have a number in the column sigma, got "1"',
    ],
    [
      "sigma\n3\nx",
      's must hold numbers such as 14.6, 6.47, 0.03, got "x", entry 2 of 2',
    ],
  ])("%j is refused in a sentence", (text, sentence) => {
    expect(() => read(text)).toThrow(new BadInput(sentence));
  });
});
