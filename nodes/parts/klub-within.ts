import { measureSchedule } from "../../core/klub/measure-schedule.ts";
import { objective } from "../../core/klub/objective.ts";
import type { Objective } from "../../core/klub/objective.ts";
import { addSums, curvesOf } from "../../core/klub/statistics.ts";
import type { Increments, Statistics } from "../../core/klub/statistics.ts";

/** The KLUB itself, weight t^-3, by the statistics of all samples. */
export function klubObjective({
  statistics,
  increments,
}: {
  readonly statistics: Statistics;
  readonly increments: Increments;
}): Objective {
  return objective(
    curvesOf(statistics, addSums(...statistics.halves), increments),
    3,
  );
}

/** The KLUB down to sigma min, of a published table too, whose ends may be a little off the limits. */
export function klubWithin(of: Objective, sigmas: readonly number[]): number {
  const within = sigmas.map((sigma) =>
    Math.min(Math.max(sigma, of.tMin), of.tMax),
  );
  return measureSchedule(of, within)?.total ?? NaN;
}
