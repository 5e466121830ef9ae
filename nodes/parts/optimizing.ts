import {
  collectStatistics,
  evaluations,
} from "../../core/klub/collect-statistics.ts";
import { scheduleKlub } from "../../core/klub/fit-schedules.ts";
import type { Statistics } from "../../core/klub/statistics.ts";
import { completeOptions } from "../../core/options.ts";
import type { ParameterValues } from "../../core/parameter.ts";
import type { Ending } from "../../core/schedules/schedule.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import type { Solver } from "../../core/solvers/solver.ts";
import type { KlubSource } from "./klub-source.ts";
import type {
  OptimizationMeans,
  OptimizationSettings,
} from "./optimization.ts";

/** One pass over the data; its evaluations count those for the data. */
export async function measuredStatistics(
  settings: OptimizationSettings,
  { denoiser, source, shards, signal, onProgress }: OptimizationMeans,
): Promise<{ readonly statistics: Statistics; readonly nfe: number }> {
  const { samples, levels } = settings;
  const planned = evaluations(settings);
  const statistics = await collectStatistics({
    ...settings,
    denoiser,
    data: source.data,
    shards,
    signal,
    onProgress: ({ done, total, preliminary }) =>
      onProgress({
        nfe: done * levels,
        planned,
        message: `${done} of ${total} samples`,
        // one half without samples has no curve to look at
        ...(done >= 2 && { preliminary }),
      }),
  });
  return {
    statistics,
    nfe: planned + samples * source.evaluationsPerSample,
  };
}

/** @throws BadInput where there is no such solver or option. */
export function solverOf({
  id,
  options,
}: NonNullable<OptimizationSettings["solver"]>): {
  readonly solver: Solver;
  readonly options: ParameterValues;
} {
  const { solver, presetOptions } = findSolver(id);
  return {
    solver,
    options: completeOptions(
      solver.parameters,
      { ...presetOptions, ...options },
      solver.title,
    ),
  };
}

/** Whether there are data to compare samples with, and not the model's own samples alone. */
export function hasData({
  source,
}: Pick<OptimizationMeans, "source">): boolean {
  return source.evaluationsPerSample === 0;
}

/** A schedule down to sigma min, with 0 in its place where it is to end there. */
export function endedAs(ending: Ending, sigmas: ArrayLike<number>): number[] {
  const levels = Array.from(sigmas);
  return ending === "zero" ? [...levels.slice(0, -1), 0] : levels;
}

/** The objective of a schedule by the statistics, down to sigma min also where it ends at 0. */
export function klubToMin(
  statistics: Statistics,
  sigmas: readonly number[],
  { sigmaMin, sigmaMax, weight }: OptimizationSettings,
  { increments }: KlubSource,
): number {
  // a published table may begin or end a little off the limits
  const within = sigmas.map((sigma) =>
    Math.min(Math.max(sigma, sigmaMin), sigmaMax),
  );
  return scheduleKlub(statistics, within, { weight, increments });
}
