import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { frechetDistance, momentsOf } from "../../../core/metrics/frechet.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";

const diagonal = (...variances: number[]) =>
  Float64Array.from(
    variances.flatMap((v, i) => variances.map((_, j) => (i === j ? v : 0))),
  );

test("Gaussians along the same axes differ by the squares of their means' and deviations' differences", () => {
  const a = { mean: Float64Array.of(0, 1, 2), covariance: diagonal(1, 4, 9) };
  const b = { mean: Float64Array.of(1, 1, 0), covariance: diagonal(4, 4, 0) };
  expect(frechetDistance(a, b)).toBeCloseTo(1 + 4 + 1 + 0 + 9, 12);
});

test("rotating both changes nothing, and a distribution is at 0 from itself", () => {
  const x = noiseFor(1, 50, 3, "f64").initial();
  const y = noiseFor(2, 50, 3, "f64")
    .initial()
    .map((v) => 1.5 * v + 0.2);
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
  const turned = (points: ArrayLike<number>) =>
    Float64Array.from(points, (v, i) => {
      const at = (k: number) => points[i - (i % 3) + k] ?? NaN;
      return [c * at(0) - s * at(2), at(1), s * at(0) + c * at(2)][i % 3] ?? v;
    });
  const plain = frechetDistance(momentsOf(x, 3), momentsOf(y, 3));
  const both = frechetDistance(
    momentsOf(turned(x), 3),
    momentsOf(turned(y), 3),
  );
  expect(both).toBeCloseTo(plain, 10);
  expect(frechetDistance(momentsOf(x, 3), momentsOf(x, 3))).toBeLessThan(1e-12);
});

test("fewer samples than features still have a distance", () => {
  const x = noiseFor(1, 4, 10, "f64").initial();
  const y = noiseFor(2, 4, 10, "f64").initial();
  const distance = frechetDistance(momentsOf(x, 10), momentsOf(y, 10));
  expect(distance).toBeGreaterThan(1);
  expect(distance).toBeLessThan(40);
});

test("one row and rows of different length are refused", () => {
  expect(() => momentsOf([1, 2, 3], 3)).toThrow(BadInput);
  const flat = { mean: Float64Array.of(0), covariance: diagonal(1) };
  const deep = { mean: Float64Array.of(0, 0), covariance: diagonal(1, 1) };
  expect(() => frechetDistance(flat, deep)).toThrow("got 1 and 2");
});
