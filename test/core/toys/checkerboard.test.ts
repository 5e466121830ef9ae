import { describe, expect, test } from "vitest";
import { erfcx } from "../../../core/toys/erfcx.ts";
import { fixture } from "../reference.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";

const checks = fixture("checkerboard.json") as readonly {
  readonly x: readonly number[];
  readonly sigma: number;
  readonly denoised: readonly number[];
  readonly logDensity: number;
}[];
const erfcxValues = fixture("erfcx.json") as readonly (readonly number[])[];

const toy = parseToy({ format: "stepwright-toy", kind: "checkerboard" });

describe("checkerboard", () => {
  test("erfcx agrees with 50-digit values to 1e-15", () => {
    for (const [x = 0, value = 0] of erfcxValues)
      expect(Math.abs(erfcx(x) / value - 1), `x = ${x}`).toBeLessThan(1e-15);
  });

  test("the denoiser and the density agree with 400-digit values from sigma 0.002 to 10000", async () => {
    for (const { x, sigma, denoised, logDensity } of checks) {
      const got = await toy.denoiser.denoise(
        Float64Array.from(x),
        Float64Array.of(sigma),
      );
      const where = `x = ${x.join()}, sigma = ${sigma}`;
      denoised.forEach((value, axis) =>
        expect(Math.abs((got[axis] ?? NaN) - value), where).toBeLessThan(1e-12),
      );
      const [density = NaN] = toy.logDensity(Float64Array.from(x), sigma);
      expect(Math.abs(density - logDensity), where).toBeLessThan(
        1e-11 * (1 + Math.abs(logDensity)),
      );
    }
  });

  test("data lie on the eight cells, an eighth on each", async () => {
    const count = 8000;
    const indices = Array.from({ length: count }, (_, k) => k);
    const { x } = await toy.data.draw(indices);
    expect(toy.logDensity(x, 0).every((d) => d === -Math.log(8))).toBe(true);
    const cells = new Map<string, number>();
    for (const k of indices) {
      const cell = `${Math.floor(x[2 * k] ?? 0)},${Math.floor(x[2 * k + 1] ?? 0)}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    expect(cells.size).toBe(8);
    // five standard errors of a binomial
    for (const found of cells.values())
      expect(Math.abs(found - 1000)).toBeLessThan(
        5 * Math.sqrt(count * (1 / 8) * (7 / 8)),
      );
  });
});
