import { optimizeCoordinate } from "../../core/klub/coordinate.ts";
import { shardLedger } from "../../core/klub/shards.ts";
import { measurer } from "../../core/klub/tuned/measurer.ts";
import { measuringMetric } from "./measuring-metric.ts";
import type {
  OptimizationMeans,
  OptimizationProgress,
  OptimizationSettings,
  Optimized,
} from "./optimization.ts";
import {
  endedAs,
  hasData,
  klubToMin,
  measuredStatistics,
  solverOf,
} from "./optimizing.ts";

/** Sweeps of each stage, at most; it ends before them where nothing moves any more. */
const mostSweeps = 100;

/** Batches of noises that the early stopping's metric looks at. */
const stoppingBatches = 16;
const stoppingBatch = 32;

/** Steps of Heun's method that a metric without data compares with. */
const fineSteps = 50;

/** Method `coordinate`: the paper's own search, stopped early by the solver's samples where one is given. */
export async function optimizeByCoordinates(
  settings: OptimizationSettings,
  means: OptimizationMeans,
): Promise<Optimized> {
  const { solver, samples } = settings;
  const { source, denoiser, shards, signal, onProgress } = means;
  const { statistics, nfe } = await measuredStatistics(settings, means);
  const ledger = shardLedger(shards, async () => {});
  const judge = solver && (await measuringMetric(source, shards));
  let swept: OptimizationProgress = {
    nfe,
    planned: nfe,
    message: "searching",
  };
  const measuring =
    solver &&
    judge &&
    measurer({
      problem: {
        ...settings,
        ...means,
        ...solverOf(solver),
        // levels are moved above sigma min
        ending: "sigma-min",
        batch: stoppingBatch,
      },
      fineSteps: fineSteps,
      metric: judge.metric,
      ...(hasData(means) && { data: source.data }),
      ledger,
    });
  const found = await optimizeCoordinate({
    ...settings,
    denoiser,
    data: source.data,
    signal,
    start: "edm",
    mostSweeps,
    shards,
    ...(measuring && {
      async metric(sigmas) {
        const outcome = await measuring.outcome(
          sigmas.join(" "),
          sigmas,
          "training",
          stoppingBatches,
        );
        return measuring.value("distribution", outcome);
      },
    }),
    onBatch: () => onProgress(swept),
    async onProgress(so) {
      const total = nfe + ledger.nfe + so.nfe;
      swept = {
        nfe: total,
        planned: total,
        message: `${so.stage} steps, sweep ${so.sweep}: ${total.toLocaleString("en")} evaluations`,
      };
      await onProgress(swept);
    },
  });
  return {
    schedules: found.schedules.map(({ steps, sigmas }) => ({
      steps,
      sigmas: endedAs(settings.ending, sigmas),
      klub: klubToMin(statistics, sigmas, settings, source),
    })),
    statistics,
    increments: source.increments,
    nfe:
      nfe +
      found.nfe +
      ledger.nfe +
      (judge?.nfe ?? 0) +
      samples * source.evaluationsPerSample,
  };
}
