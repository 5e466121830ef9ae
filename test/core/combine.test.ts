import fc from "fast-check";
import { expect, test } from "vitest";
import { combine } from "../../core/combine.ts";

test("any number of terms gives their sum, in the order in which they stand", () => {
  const terms = fc.array(
    fc.tuple(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.float64Array({
        minLength: 3,
        maxLength: 3,
        min: -1e3,
        max: 1e3,
        noNaN: true,
      }),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(terms, (given) => {
      const got = combine(new Float64Array(3), ...given);
      got.forEach((value, index) => {
        let sum = 0;
        for (const [weight, vector] of given)
          sum += weight * (vector[index] ?? NaN);
        expect(value + 0).toBe(sum + 0);
      });
    }),
  );
});

test("a weight of 0 leaves its vector out, whatever it holds", () => {
  const broken = Float32Array.of(NaN, Infinity);
  const x = Float32Array.of(1, 2);
  expect(combine(x, [0, broken], [2, x])).toEqual(Float32Array.of(2, 4));
});
