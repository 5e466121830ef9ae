import { expect, test } from "vitest";
import {
  ownSampleEvaluations,
  ownSamples,
} from "../../../core/klub/own-samples.ts";
import { slicedWasserstein2d } from "../../../core/metrics/sliced-wasserstein.ts";
import type { Vector } from "../../../core/vector.ts";
import { exactSchedules } from "./exact-schedules.ts";
import { cases, entry, modelOf } from "./cases.ts";
import type { Case } from "./cases.ts";

const ring = cases.find(({ name }) => name === "ring8") as Case;
const { denoiser, data } = modelOf(ring);
const indices = Array.from({ length: 2000 }, (_, i) => i);

test("own samples of an exact denoiser are samples of its distribution", async () => {
  const { x } = await ownSamples(denoiser).draw(indices);
  const truth = await data.draw(indices);
  const other = await data.draw(indices.map((i) => i + 5000));
  const floor = slicedWasserstein2d(truth.x, other.x);
  expect(slicedWasserstein2d(x, truth.x)).toBeLessThan(2 * floor);
});

test("sample k is the same whatever is drawn with it", async () => {
  const source = ownSamples(denoiser);
  const together = await source.draw([3, 4, 5]);
  const alone = await source.draw([4]);
  expect(together.x.slice(2, 4)).toEqual(alone.x);
});

test("each sample costs the evaluations that are counted", async () => {
  let rows = 0;
  const counting = {
    ...denoiser,
    denoise: async (x: Vector, sigma: Vector, labels?: Int32Array) => {
      rows += sigma.length;
      expect(labels === undefined ? undefined : [...labels]).toEqual([1, 0, 1]);
      return denoiser.denoise(x, sigma);
    },
  };
  const classOf = (index: number) => index % 2;
  const { labels } = await ownSamples(counting, { classOf }).draw([7, 8, 9]);
  expect(rows).toBe(3 * ownSampleEvaluations);
  expect([...(labels ?? [])]).toEqual([1, 0, 1]);
});

test("with own samples and no assumption the schedules are nearly as good as with data", async () => {
  const schedules = await exactSchedules({
    denoiser,
    data: ownSamples(denoiser),
    steps: [5, 10],
    sigmaMin: ring.t_min,
    sigmaMax: ring.t_max,
    samples: 2048,
    levels: 65,
    seed: 1,
    weight: 3,
    increments: "measured",
  });
  for (const { steps, klub } of schedules)
    expect(Math.abs(klub / entry(ring.optimal, steps).klub - 1)).toBeLessThan(
      0.08,
    );
});
