import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import {
  principalComponents,
  project,
} from "../../../core/metrics/principal-components.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";

/** 400 samples of 20 numbers whose variances fall by half along the axes. */
const length = 20;
const data = noiseFor(3, 400, length, "f64")
  .initial()
  .map((z, i) => 2 ** (-(i % length) / 2) * z + (i % length));

test("the leading directions are the axes of most variance, and projections vary as much", () => {
  const components = principalComponents(data, length, 4);
  const features = project(components, data);
  for (let k = 0; k < 4; k++) {
    const direction = components.directions.subarray(
      k * length,
      (k + 1) * length,
    );
    const norm = Math.hypot(...direction);
    expect(norm).toBeCloseTo(1, 10);
    expect(Math.abs(direction[k] ?? 0)).toBeGreaterThan(0.97);
    let squares = 0;
    for (let row = 0; row < 400; row++)
      squares += (features[4 * row + k] ?? NaN) ** 2;
    expect(squares / 399).toBeCloseTo(components.variances[k] ?? NaN, 8);
  }
});

test("all components keep distances", () => {
  const components = principalComponents(data, length, length);
  const features = project(components, data);
  const distance = (values: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < length; i++)
      sum += ((values[i] ?? NaN) - (values[length + i] ?? NaN)) ** 2;
    return sum;
  };
  expect(distance(features)).toBeCloseTo(distance(data), 8);
});

test("data that lie in a plane have two components and nothing beyond", () => {
  const plane = Float64Array.from({ length: 30 * 5 }, (_, i) => {
    const row = Math.floor(i / 5);
    return [Math.sin(row), Math.cos(2 * row), Math.sin(row), 0, 1][i % 5] ?? 0;
  });
  const { variances } = principalComponents(plane, 5, 3);
  expect(variances[1]).toBeGreaterThan(0.1);
  expect(variances[2]).toBeLessThan(1e-12);
});

test("more components than samples can have are refused", () => {
  expect(() =>
    principalComponents(data.slice(0, 3 * length), length, 3),
  ).toThrow("3 samples of 20 numbers have 1 to 2 principal components, got 3");
  expect(() => principalComponents(data, length, 0)).toThrow(BadInput);
});
