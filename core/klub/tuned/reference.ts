import type { DataSource } from "../../denoiser.ts";
import type { DistributionMetric } from "../../metrics/distribution-metric.ts";
import type { DistanceTo } from "../../metrics/distance-to.ts";
import { blockCount } from "../../metrics/jackknife.ts";
import { withoutBlock } from "../../metrics/without-block.ts";
import type { NoiseSet, Problem } from "./problem.ts";

/** Data cost no model calls, so there are more of them than samples: their own chance is small beside the samples'. */
const dataPerSample = 4;

/** Data that are drawn for one set of noises: others for fresh noises, and none that statistics were made of. */
export async function dataReference(
  data: DataSource,
  metric: DistributionMetric,
  { seed, batch }: Pick<Problem, "seed" | "batch">,
  set: NoiseSet,
  batches: number,
): Promise<DistanceTo> {
  const first =
    (seed % 2 ** 20) * 2 ** 32 + (set === "fresh" ? 2 : 1) * 2 ** 30;
  const count = dataPerSample * batches * batch;
  const { x } = await data.draw(
    Array.from({ length: count }, (_, k) => first + k),
  );
  return metric.to(metric.features(x));
}

/**
 * The fine solutions of the same noises: what samples have by the chance of their noises, these have as well. Where a block
 * is left out, it is left out of both.
 */
export function pairedReference(
  fine: Float64Array,
  metric: DistributionMetric,
): DistanceTo {
  const left = Array.from(
    { length: blockCount(fine.length / metric.size) },
    (_, block) => metric.to(withoutBlock(fine, metric.size, block)),
  );
  const whole = metric.to(fine);
  return {
    of: (features) => whole.of(features),
    withoutBlocks: (features) =>
      Float64Array.from(left, (to, block) =>
        to.of(withoutBlock(features, metric.size, block)),
      ),
  };
}
