import { slicedWassersteinMetric } from "../../../core/metrics/distribution-metric.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import type { ToyJson } from "../../../core/toys/toy.ts";
import { blockCount, blockOf } from "../../../core/metrics/jackknife.ts";
import type { Estimate } from "../../../core/metrics/jackknife.ts";
import { memoryShards } from "../../../core/klub/shards.ts";
import { measuringMetric } from "../../../nodes/parts/measuring-metric.ts";
import type { BenchModel } from "./bench-model.ts";
import type { Compared, StoppingMeasure } from "./compared-schedules.ts";
import { estimateWords, freshMeasurer } from "./fresh-scores.ts";
import type { FreshNoises } from "./fresh-scores.ts";

/** ln p of points, `[count, 2]`, under the true density. */
export type LogDensity = (x: Float64Array) => Float64Array;

export function logDensityOf(json: ToyJson): LogDensity {
  const toy = parseToy(json);
  return (x) => toy.logDensity(x, 0);
}

/** What the paper's search may be stopped early by as well: the measure of the table, on other noises than the table's. */
export function likelihoodOf(
  model: BenchModel,
  solver: string,
  logDensity: LogDensity,
  noises: FreshNoises,
): StoppingMeasure {
  const measuring = freshMeasurer(
    model,
    solver,
    slicedWassersteinMetric,
    noises,
  );
  return {
    title: "NLL",
    async measure(sigmas) {
      const { features } = await measuring.samples(sigmas);
      return -meanOf(logDensity(features)).value;
    },
  };
}

export interface Table4Request {
  readonly solver: string;
  readonly compared: readonly Compared[];
  readonly fresh: FreshNoises;
  /** Absent where the true density is not known. */
  readonly logDensity?: LogDensity;
  /** What the paper prints in this place, by the title of the schedules. */
  readonly paper?: Readonly<Record<string, string>>;
}

/** @param steps - Numbers of steps: evaluations of the denoiser, with the solvers of the table. */
export function table4Head(steps: readonly number[]): string[] {
  const nfe = steps.join(" / ");
  return [
    "model",
    "solver",
    "schedule",
    `NLL, NFE ${nfe}`,
    "the paper's NLL for its own mixture",
    `distance to the distribution, NFE ${nfe}`,
  ];
}

/**
 * The paper's Table 4 in kind: negative log likelihood of fresh samples under the true density, and beside it a distance that
 * sees lost modes too: sliced Wasserstein for points, Fréchet in principal components for pictures.
 * @returns Rows of a table, as they come.
 */
export async function* table4Rows(
  model: BenchModel,
  request: Table4Request,
): AsyncGenerator<string[]> {
  const { solver, fresh, logDensity, paper } = request;
  const { metric } = await measuringMetric(model.source, memoryShards());
  const measuring = freshMeasurer(model, solver, metric, fresh);
  for (const { title, schedules } of request.compared) {
    const likelihoods: string[] = [];
    const distances: string[] = [];
    for (const sigmas of schedules) {
      const outcome = await measuring.samples(sigmas);
      // the features of points are the points
      if (logDensity)
        likelihoods.push(
          estimateWords(meanOf(logDensity(outcome.features).map((v) => -v))),
        );
      distances.push(
        estimateWords(await measuring.estimate("distribution", outcome)),
      );
    }
    yield [
      model.name,
      solver,
      title,
      likelihoods.join(" / "),
      paper?.[title] ?? "",
      distances.join(" / "),
    ];
  }
}

/** A mean over samples, and without each block of them. */
function meanOf(values: Float64Array): Estimate {
  const samples = values.length;
  const mean = (of: Float64Array) =>
    of.reduce((sum, value) => sum + value, 0) / of.length;
  return {
    value: mean(values),
    leftOut: Float64Array.from({ length: blockCount(samples) }, (_, block) =>
      mean(values.filter((_, i) => blockOf(i, samples) !== block)),
    ),
  };
}
