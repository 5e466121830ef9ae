import type { DataSource } from "../../core/denoiser.ts";
import type { Shard, ShardStore } from "../../core/klub/shards.ts";
import {
  frechetMetric,
  slicedWassersteinMetric,
} from "../../core/metrics/distribution-metric.ts";
import type { DistributionMetric } from "../../core/metrics/distribution-metric.ts";
import { principalComponents } from "../../core/metrics/principal-components.ts";

/** Few, because some measurements are of a few dozen samples, whose covariance must say something. */
const mostComponents = 8;

/** Data that principal components are made of. */
const componentSamples = 128;

export interface MeasuringMetric {
  readonly metric: DistributionMetric;
  /** Evaluations that the data cost which it is made from. */
  readonly nfe: number;
}

/**
 * How far samples are from data as distributions: sliced Wasserstein for points in the plane, a Fréchet distance in
 * principal components of the data for all else.
 */
export async function measuringMetric(
  {
    data,
    evaluationsPerSample,
  }: { readonly data: DataSource; readonly evaluationsPerSample: number },
  shards: ShardStore,
): Promise<MeasuringMetric> {
  const length = data.shape.reduce((product, n) => product * n, 1);
  if (length === 2) return { metric: slicedWassersteinMetric, nfe: 0 };
  const name = "data for components";
  const made = shards.get(name) ?? (await drawn(data, evaluationsPerSample));
  await shards.put(name, made);
  return {
    metric: frechetMetric(
      principalComponents(
        made.numbers,
        length,
        Math.min(mostComponents, length),
      ),
    ),
    nfe: made.nfe,
  };
}

async function drawn(data: DataSource, nfeEach: number): Promise<Shard> {
  // far from those that statistics are made of
  const first = 3 * 2 ** 30;
  const { x } = await data.draw(
    Array.from({ length: componentSamples }, (_, k) => first + k),
  );
  return { nfe: nfeEach * componentSamples, numbers: x };
}
