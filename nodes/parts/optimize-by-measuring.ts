import { BadInput } from "../../core/bad-input.ts";
import { optimizeTuned } from "../../core/klub/optimize-tuned.ts";
import { effortBudget } from "./effort-budget.ts";
import { measuringMetric } from "./measuring-metric.ts";
import type {
  OptimizationMeans,
  OptimizationSettings,
  Optimized,
} from "./optimization.ts";
import { hasData, klubToMin, solverOf } from "./optimizing.ts";

/** Method `tuned`: schedules are chosen, polished and confirmed by measuring them with the solver. */
export async function optimizeByMeasuring(
  settings: OptimizationSettings,
  means: OptimizationMeans,
): Promise<Optimized> {
  const { decides, samples } = settings;
  const { source, denoiser, shards } = means;
  if (settings.solver === undefined)
    throw new BadInput(
      "The method tuned measures schedules with a solver, and none was given: give one, or take the method exact",
    );
  const using = solverOf(settings.solver);
  const { metric, nfe: metricNfe } = await measuringMetric(source, shards);
  const dataNfe = metricNfe + samples * source.evaluationsPerSample;
  const { schedules, statistics, nfe } = await optimizeTuned({
    ...settings,
    ...means,
    ...using,
    data: source.data,
    increments: source.increments,
    metric,
    ...(hasData(means) && { reference: source.data }),
    ...(decides && { decides }),
    budget: effortBudget(settings.effort, denoiser.shape, using, decides),
    async onProgress({ nfe, planned, stage, tuning, preliminary }) {
      const at = `${nfe.toLocaleString("en")} of about ${planned.toLocaleString("en")} evaluations`;
      await means.onProgress({
        nfe,
        planned,
        message: tuning
          ? `${stepsWords(settings.steps, tuning.steps)}, ${stage}: ${at}${tuning.leader ? `, so far ${tuning.leader.candidate.title}` : ""}`
          : `measuring the model: ${at}`,
        ...(tuning && { tuning }),
        ...(preliminary && { preliminary }),
      });
    },
  });
  return {
    schedules: schedules.map((evidence) => ({
      steps: evidence.steps,
      sigmas: evidence.sigmas,
      klub: klubToMin(statistics, evidence.sigmas, settings, source),
      evidence,
    })),
    statistics,
    increments: source.increments,
    nfe: nfe + dataNfe,
  };
}

/** Which of several numbers of steps it is at: `8 steps (2 of 4)`. */
function stepsWords(all: readonly number[], steps: number): string {
  return all.length === 1
    ? `${steps} steps`
    : `${steps} steps (${all.indexOf(steps) + 1} of ${all.length})`;
}
