import type { DataSource } from "../../denoiser.ts";
import type { DistributionMetric } from "../../metrics/distribution-metric.ts";
import { blockCount } from "../../metrics/jackknife.ts";
import type { NoiseSet, Problem } from "./problem.ts";
import { withoutBlock } from "./without-block.ts";

/** Distances of features to what samples should be distributed as. */
export interface Reference {
  distance(features: Float64Array): number;
  /** Of features without a block, where the samples are as many as the reference was made for. */
  distanceWithout(features: Float64Array, block: number): number;
}

/** Data cost no model calls, so there are more of them than samples: their own chance is small beside the samples'. */
const dataPerSample = 4;

/** Data that are drawn for one set of noises: others for fresh noises, and none that statistics were made of. */
export async function dataReference(
  data: DataSource,
  metric: DistributionMetric,
  { seed, batch }: Pick<Problem, "seed" | "batch">,
  set: NoiseSet,
  batches: number,
): Promise<Reference> {
  const first =
    (seed % 2 ** 20) * 2 ** 32 + (set === "fresh" ? 2 : 1) * 2 ** 30;
  const count = dataPerSample * batches * batch;
  const { x } = await data.draw(
    Array.from({ length: count }, (_, k) => first + k),
  );
  const distance = metric.to(metric.features(x));
  return {
    distance,
    distanceWithout: (features, block) =>
      distance(withoutBlock(features, metric.size, block)),
  };
}

/** The fine solutions of the same noises: what samples have by the chance of their noises, these have as well. */
export function pairedReference(
  fine: Float64Array,
  metric: DistributionMetric,
): Reference {
  const left = Array.from(
    { length: blockCount(fine.length / metric.size) },
    (_, block) => metric.to(withoutBlock(fine, metric.size, block)),
  );
  return {
    distance: metric.to(fine),
    distanceWithout: (features, block) =>
      left[block]?.(withoutBlock(features, metric.size, block)) ?? NaN,
  };
}
