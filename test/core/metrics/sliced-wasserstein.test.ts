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

test("a set and the same one with each point three times are at no distance", () => {
  const points = normals(3, 50);
  const thrice = Float64Array.from({ length: 300 }, (_, i) => {
    const from = i % 100;
    return points[from] ?? NaN;
  });
  expect(slicedWasserstein2d(points, thrice)).toBeCloseTo(0, 12);
});

test("one point against two is the mean of both distances", () => {
  const towards = (x: number, y: number) =>
    (2 / Math.PI) * Math.hypot(x - 1, y - 1);
  const distance = slicedWasserstein2d([1, 1], [3, 1, 1, 6], 4096);
  expect(distance).toBeCloseTo((towards(3, 1) + towards(1, 6)) / 2, 5);
});

test("what is no set of points is refused in a sentence", () => {
  expect(() => slicedWasserstein2d(normals(0, 5), [])).toThrow(
    "sets of points in the plane, got 0 numbers",
  );
  expect(() => slicedWasserstein2d([1, 2, 3], normals(0, 5))).toThrow(
    "got 3 numbers",
  );
});
