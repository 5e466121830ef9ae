import { expect, test } from "vitest";
import {
  doubles,
  torchSingles,
} from "../../../core/solvers/torch-arithmetic.ts";

const { exp, power } = torchSingles;
const levels = Array.from({ length: 2000 }, (_, i) =>
  Math.fround(1e-4 * 1e8 ** (i / 2000)),
);

/** How far a single is from a number, in units of its last place. */
function unitsOff(single: number, number: number): number {
  const unit = 2 ** (Math.floor(Math.log2(number)) - 23);
  return Math.abs(single - number) / unit;
}

test.each<[string, (x: number) => number, (x: number) => number]>([
  [
    "exp",
    (x) => exp(Math.fround(Math.log(x))),
    (x) => Math.exp(Math.fround(Math.log(x))),
  ],
  ["a power", (x) => power(x, 0.3), (x) => x ** Math.fround(0.3)],
  ["a square", (x) => power(x, 2), (x) => x ** 2],
  ["a cube", (x) => power(x, 3), (x) => x ** 3],
])(
  "%s in single precision is within one and a half units in the last place",
  (_, got, wanted) => {
    for (const x of levels) {
      expect(got(x)).toBe(Math.fround(got(x)));
      expect(unitsOff(got(x), wanted(x))).toBeLessThan(1.5);
    }
  },
);

test("the double arithmetic rounds nothing", () => {
  expect(doubles.round(0.1)).toBe(0.1);
  expect(doubles.exp(1)).toBe(Math.E);
  expect(doubles.power(2, 0.5)).toBe(Math.SQRT2);
});
