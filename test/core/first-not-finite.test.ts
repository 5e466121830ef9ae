import fc from "fast-check";
import { expect, test } from "vitest";
import { firstNotFinite } from "../../core/first-not-finite.ts";

test("finds the first number that is not finite, as a search one by one does", () => {
  fc.assert(
    fc.property(fc.oneof(fc.float32Array(), fc.float64Array()), (values) => {
      expect(firstNotFinite(values)).toBe(
        values.findIndex((value: number) => !Number.isFinite(value)),
      );
    }),
  );
  expect(firstNotFinite(Float64Array.of(1, Number.MAX_VALUE, -Infinity))).toBe(
    2,
  );
});
