import { checkSteps, checkWeight } from "../../core/klub/check-request.ts";
import { fitSchedules } from "../../core/klub/fit-schedules.ts";
import type {
  OptimizationMeans,
  OptimizationSettings,
  Optimized,
} from "./optimization.ts";
import { optimizeByCoordinates } from "./optimize-by-coordinates.ts";
import { optimizeByMeasuring } from "./optimize-by-measuring.ts";
import { endedAs, measuredStatistics } from "./optimizing.ts";
import { withEvidence } from "./with-evidence.ts";

/**
 * Finds the schedules with the method asked for.
 * @throws BadInput on settings that make no sense; the signal's reason once it is aborted.
 */
export async function optimizeModel(
  settings: OptimizationSettings,
  means: OptimizationMeans,
): Promise<Optimized> {
  checkSteps(settings.steps);
  checkWeight(settings.weight);
  switch (settings.method) {
    case "exact":
      return withEvidence(await byKlub(settings, means), settings, means);
    case "tuned":
      return optimizeByMeasuring(settings, means);
    case "coordinate":
      return withEvidence(
        await optimizeByCoordinates(settings, means),
        settings,
        means,
      );
  }
}

async function byKlub(
  settings: OptimizationSettings,
  means: OptimizationMeans,
): Promise<Optimized> {
  const { weight } = settings;
  const { increments } = means.source;
  const { statistics, nfe } = await measuredStatistics(settings, means);
  const fitted = fitSchedules(statistics, settings.steps, {
    weight,
    increments,
  });
  return {
    schedules: fitted.map(({ sigmas, ...rest }) => ({
      ...rest,
      sigmas: endedAs(settings.ending, sigmas),
    })),
    statistics,
    increments,
    nfe,
  };
}
