import { memoryShards, shardLedger } from "../../../core/klub/shards.ts";
import { measurer } from "../../../core/klub/tuned/measurer.ts";
import type { Measurer, Outcome } from "../../../core/klub/tuned/measurer.ts";
import type { DistributionMetric } from "../../../core/metrics/distribution-metric.ts";
import { interval, ratio } from "../../../core/metrics/jackknife.ts";
import type { Estimate } from "../../../core/metrics/jackknife.ts";
import { solverOf } from "../../../nodes/parts/optimizing.ts";
import type { BenchModel } from "./bench-model.ts";

/** Noises that nothing was chosen by. */
export interface FreshNoises {
  /** Another than any optimization's. */
  readonly seed: number;
  readonly batch: number;
  readonly batches: number;
  /** Steps of Heun's method that count as a fine solution. */
  readonly fineSteps: number;
}

/** Measures schedules from the same fresh noises, so that their scores can be compared with each other. */
export interface FreshMeasurer extends Pick<Measurer, "estimate"> {
  samples(sigmas: readonly number[]): Promise<Outcome>;
}

export function freshMeasurer(
  model: BenchModel,
  solver: string,
  metric: DistributionMetric,
  noises: FreshNoises,
): FreshMeasurer {
  const { denoiser, classOf, data } = model;
  const measuring = measurer({
    problem: {
      ...solverOf({ id: solver, options: {} }),
      denoiser,
      sigmaMin: denoiser.sigmaMin,
      sigmaMax: denoiser.sigmaMax,
      ending: "sigma-min",
      batch: noises.batch,
      seed: noises.seed,
      ...(classOf && { classOf }),
    },
    fineSteps: noises.fineSteps,
    metric,
    ledger: shardLedger(memoryShards(), async () => {}),
    ...(data && { data }),
  });
  return {
    estimate: (measure, outcome) => measuring.estimate(measure, outcome),
    samples: (sigmas) =>
      measuring.passingOutcome(sigmas, "fresh", noises.batches),
  };
}

/** `0.712 (0.690 to 0.734)`: a ratio with its 95 % interval. */
export function ratioWords(of: Estimate, to: Estimate): string {
  const compared = ratio(of, to);
  const { low, high } = interval(compared);
  return `${compared.value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

/** `0.712 ± 0.022`: a number with half of its 95 % interval. */
export function estimateWords(estimate: Estimate): string {
  const { value } = estimate;
  return `${value.toFixed(3)} ± ${(interval(estimate).high - value).toFixed(3)}`;
}
