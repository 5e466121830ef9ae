import { describe, expect, test } from "vitest";
import {
  referenceToy as toy,
  solverReference as reference,
} from "../reference.ts";

describe("Gaussian mixture", () => {
  test("denoiser and log-density agree with the reference to 1e-12", async () => {
    for (const check of reference.denoiserChecks) {
      const x = Float64Array.from(check.x.flat());
      const density = toy.logDensity(x, check.sigma);
      check.log_density.forEach((value, i) =>
        expect(density[i]).toBeCloseTo(value, 10),
      );
      // a denoiser has no sigma 0
      if (check.sigma === 0) continue;
      const sigma = new Float64Array(check.x.length).fill(check.sigma);
      const denoised = await toy.denoiser.denoise(x, sigma);
      check.denoised
        .flat()
        .forEach((value, i) =>
          expect(Math.abs((denoised[i] ?? NaN) - value)).toBeLessThan(
            1e-12 * (1 + Math.abs(value)),
          ),
        );
    }
  });

  test("each sample of a batch is denoised at its own sigma", async () => {
    const x = Float64Array.of(0.5, -1, 3, 2, -0.2, 0.1);
    const sigma = Float64Array.of(0.01, 1, 40);
    const together = await toy.denoiser.denoise(x, sigma);
    for (const k of [0, 1, 2]) {
      const alone = await toy.denoiser.denoise(
        x.slice(2 * k, 2 * k + 2),
        sigma.slice(k, k + 1),
      );
      expect(alone).toEqual(together.slice(2 * k, 2 * k + 2));
    }
  });

  test("float32 in gives float32 out, the rounded double result", async () => {
    const x = Float32Array.of(0.5, -1);
    const single = await toy.denoiser.denoise(x, Float32Array.of(0.25));
    const double = await toy.denoiser.denoise(
      Float64Array.from(x),
      Float64Array.of(0.25),
    );
    expect(single).toEqual(Float32Array.from(double));
  });

  test("far from all components and at tiny noise the result stays finite", async () => {
    const x = Float64Array.of(1e4, -1e4, 0, 0);
    const denoised = await toy.denoiser.denoise(x, Float64Array.of(1e-6, 1e-6));
    expect(denoised.every(Number.isFinite)).toBe(true);
  });

  test.each([0, -1, NaN, Infinity])("sigma %s is refused", async (sigma) => {
    await expect(
      toy.denoiser.denoise(Float64Array.of(0, 0), Float64Array.of(sigma)),
    ).rejects.toThrow(/sigma\[0\] must be a finite number above 0, got/);
  });

  test("data have the mixture's mean and standard deviation", async () => {
    const count = 20_000;
    const indices = Array.from({ length: count }, (_, k) => k);
    const { x } = await toy.data.draw(indices);
    let squares = 0;
    for (const axis of [0, 1]) {
      const values = indices.map((k) => x[2 * k + axis] ?? NaN);
      const mean = values.reduce((sum, v) => sum + v, 0) / count;
      const exact = reference.mixture.means.reduce(
        (sum, m, k) =>
          sum + (reference.mixture.weights[k] ?? 0) * (m[axis] ?? 0),
        0,
      );
      expect(Math.abs(mean - exact)).toBeLessThan(5 * 2 * Math.sqrt(1 / count));
      squares += values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / count;
    }
    expect(Math.sqrt(squares / 2)).toBeCloseTo(toy.denoiser.sigmaData, 1);
  });

  test("data sample k is the same in whatever batch it is asked for", async () => {
    const { x: many } = await toy.data.draw([3, 7, 2 ** 40, 11]);
    const { x: one } = await toy.data.draw([2 ** 40]);
    expect(many.slice(4, 6)).toEqual(one);
  });

  test("D is the posterior mean by Tweedie's formula, x + sigma² ∇ ln p", async () => {
    for (const [a, b, sigma] of [
      [0.3, -0.4, 0.5],
      [2, 1, 2],
      [-1, 0.2, 0.3],
    ] as const) {
      const step = 1e-5;
      const slope = (dx: number, dy: number): number => {
        const [up = 0, down = 0] = toy.logDensity(
          Float64Array.of(a + dx, b + dy, a - dx, b - dy),
          sigma,
        );
        return (up - down) / (2 * step);
      };
      const denoised = await toy.denoiser.denoise(
        Float64Array.of(a, b),
        Float64Array.of(sigma),
      );
      expect(denoised[0]).toBeCloseTo(a + sigma ** 2 * slope(step, 0), 6);
      expect(denoised[1]).toBeCloseTo(b + sigma ** 2 * slope(0, step), 6);
    }
  });
});
