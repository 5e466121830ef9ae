import { expect, test } from "vitest";
import { slicedWasserstein2d } from "../../../core/metrics/sliced-wasserstein.ts";
import { fillNormals } from "../../../core/noise/random.ts";

function normals(sample: number, count: number): Float64Array {
  const out = new Float64Array(2 * count);
  fillNormals({ seed: 1, stream: 0, sample, draw: 0 }, out, 0, 2 * count);
  return out;
}

test("a shift by one has the mean of |cos| over all directions, 2 / π", () => {
  const points = normals(0, 500);
  const shifted = points.map((value, i) => (i % 2 === 0 ? value + 1 : value));
  expect(slicedWasserstein2d(points, shifted)).toBeCloseTo(2 / Math.PI, 3);
});

test("the order of the points does not matter", () => {
  const points = normals(0, 100);
  const turned = Float64Array.from({ length: 200 }, (_, i) => {
    const from = (i + 60) % 200;
    return points[from] ?? NaN;
  });
  expect(slicedWasserstein2d(points, turned)).toBeCloseTo(0, 12);
});

test("a scale by s is s − 1 times the mean of |z|", () => {
  const points = normals(2, 20_000);
  const scaled = points.map((value) => 1.5 * value);
  const wanted = 0.5 * Math.sqrt(2 / Math.PI);
  expect(slicedWasserstein2d(points, scaled) / wanted).toBeCloseTo(1, 1);
});

test("sets of different sizes are refused in a sentence", () => {
  expect(() => slicedWasserstein2d(normals(0, 5), normals(0, 4))).toThrow(
    "two sets of as many points in the plane, got 5 and 4",
  );
});
