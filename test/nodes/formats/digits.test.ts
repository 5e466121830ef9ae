import fc from "fast-check";
import { expect, test } from "vitest";
import { plainDigits, shortestDigits } from "../../../nodes/formats/digits.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

test("plain digits have no exponent and read back to the same bits", () => {
  fc.assert(
    fc.property(finite, (value) => {
      const text = plainDigits(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      // a text has no negative zero worth keeping
      expect(Number(text) + 0).toBe(value + 0);
    }),
  );
  expect(plainDigits(1e-7)).toBe("0.0000001");
  expect(plainDigits(-1.25e21)).toBe("-1250000000000000000000");
});

test("32-bit numbers get the fewest digits that read back as the same 32-bit number", () => {
  expect(shortestDigits(Math.fround(0.1), "f32")).toBe("0.1");
  expect(shortestDigits(0.1, "f64")).toBe("0.1");
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = shortestDigits(value, "f32");
      expect(Math.fround(Number(text)) + 0).toBe(value + 0);
      expect(text.length).toBeLessThanOrEqual(String(value).length);
    }),
  );
});
