import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile } from "../../../core/schedules/beta-quantile.ts";

const share = fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true });
const exponent = fc.double({ min: 0.05, max: 50, noNaN: true });

function always(check: (p: number, a: number) => void) {
  fc.assert(fc.property(share, exponent, check), { seed: 1, numRuns: 200 });
}

describe("closed forms", () => {
  test("a = 1 gives 1 − (1 − p)^(1/b)", () => {
    always((p, b) => {
      const wanted = -Math.expm1(Math.log1p(-p) / b);
      expect(Math.abs(betaQuantile(p, 1, b) - wanted)).toBeLessThan(1e-12);
    });
  });

  test("b = 1 gives p^(1/a)", () => {
    always((p, a) => {
      expect(Math.abs(betaQuantile(p, a, 1) - p ** (1 / a))).toBeLessThan(
        1e-12,
      );
    });
  });

  test("a = b = ½ gives sin²(πp/2)", () => {
    always((p) => {
      const wanted = Math.sin((Math.PI * p) / 2) ** 2;
      expect(Math.abs(betaQuantile(p, 0.5, 0.5) - wanted)).toBeLessThan(1e-12);
    });
  });

  test("a = b = 2 gives the root of 3x² − 2x³ = p", () => {
    always((p) => {
      const x = betaQuantile(p, 2, 2);
      expect(Math.abs(3 * x ** 2 - 2 * x ** 3 - p)).toBeLessThan(1e-13);
    });
  });
});

test("exchanging a and b mirrors it", () => {
  fc.assert(
    fc.property(
      share,
      fc.double({ min: 0.3, max: 20, noNaN: true }),
      (p, a) => {
        const mirrored = 1 - betaQuantile(1 - p, 0.7, a);
        expect(Math.abs(betaQuantile(p, a, 0.7) - mirrored)).toBeLessThan(
          1e-11,
        );
      },
    ),
    { seed: 1 },
  );
});

test("the ends and the middle of a symmetric one are exact", () => {
  expect(betaQuantile(0, 0.6, 0.6)).toBe(0);
  expect(betaQuantile(1, 0.6, 0.6)).toBe(1);
  expect(betaQuantile(0.5, 0.6, 0.6)).toBe(0.5);
});
