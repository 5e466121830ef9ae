import { expect, test } from "vitest";
import {
  frechetMetric,
  slicedWassersteinMetric,
} from "../../../core/metrics/distribution-metric.ts";
import { blockCount } from "../../../core/metrics/jackknife.ts";
import { principalComponents } from "../../../core/metrics/principal-components.ts";
import { slicedWasserstein2d } from "../../../core/metrics/sliced-wasserstein.ts";
import { withoutBlock } from "../../../core/metrics/without-block.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";

const normals = (seed: number, count: number, length: number) =>
  Float64Array.from(noiseFor(seed, count, length, "f64").initial());

test("in the plane it is the sliced Wasserstein distance", () => {
  const [a, b] = [normals(1, 30, 2), normals(2, 90, 2)];
  const metric = slicedWassersteinMetric;
  const distance = metric.to(metric.features(b)).of(metric.features(a));
  expect(distance).toBe(slicedWasserstein2d(a, b));
});

test("for pictures a shift along the first component counts whole, one across all of them not at all", () => {
  const length = 12;
  // nearly all variance in the first two numbers
  const data = normals(3, 500, length).map((z, i) =>
    i % length < 2 ? 3 * z : 0.01 * z,
  );
  const metric = frechetMetric(principalComponents(data, length, 2));
  expect(metric.title).toBe("Fréchet distance in 2 principal components");
  const wanted = metric.to(metric.features(data));
  const shifted = (axis: number) =>
    wanted.of(
      metric.features(data.map((v, i) => (i % length === axis ? v + 2 : v))),
    );
  expect(shifted(0)).toBeCloseTo(4, 3);
  expect(shifted(7)).toBeLessThan(1e-3);
});

test.each([
  ["points", slicedWassersteinMetric, normals(5, 101, 2)],
  // several at the same place, so that projections are equal
  [
    "points of few places",
    slicedWassersteinMetric,
    normals(5, 64, 2).map(Math.round),
  ],
  ["fewer points than blocks", slicedWassersteinMetric, normals(5, 5, 2)],
  [
    "pictures",
    frechetMetric(principalComponents(normals(6, 50, 2), 2, 2)),
    normals(5, 40, 2),
  ],
])(
  "the distances of %s without a block each are those of what is left",
  (_, metric, features) => {
    const wanted = metric.to(normals(4, 90, 2));
    expect(wanted.withoutBlocks(features)).toEqual(
      Float64Array.from(
        { length: blockCount(features.length / 2) },
        (_, block) => wanted.of(withoutBlock(features, 2, block)),
      ),
    );
  },
);
