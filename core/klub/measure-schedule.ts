import type { Objective } from "./objective.ts";

/** The objective of one schedule, and how it comes about. */
export interface ScheduleMeasure {
  readonly total: number;
  /** What each step adds, length n, from the highest noise level down; with the total as its sum. */
  readonly bySteps: Float64Array;
}

/** A rounding of the last digit is not a noise level outside of the range. */
const slack = 1e-9;

/**
 * What a schedule costs, by statistics that were computed once: microseconds, so it can follow a mouse.
 *
 * A last level of 0 stands for the objective's lowest one, since the KLUB down to 0 itself is infinite: the schedule is
 * measured to where the statistics end, as Optimize Schedule does it.
 * @param sigmas - Strictly falling.
 * @returns Nothing where the schedule leaves the objective's range.
 */
export function measureSchedule(
  of: Objective,
  sigmas: ArrayLike<number>,
): ScheduleMeasure | undefined {
  const steps = sigmas.length - 1;
  const bySteps = new Float64Array(Math.max(steps, 0));
  let total = 0;
  for (let i = 0; i < steps; i++) {
    const above = levelIn(of, sigmas[i] as number);
    const below =
      i === steps - 1 && sigmas[steps] === 0
        ? of.tMin
        : levelIn(of, sigmas[i + 1] as number);
    if (above === undefined || below === undefined) return undefined;
    // a step that is nearly nothing leaves a rounding of 0
    const cost = above > below ? Math.max(0, of.cost(below, above)) : 0;
    bySteps[i] = cost;
    total += cost;
  }
  return { total, bySteps };
}

function levelIn({ tMin, tMax }: Objective, sigma: number): number | undefined {
  return sigma >= tMin * (1 - slack) && sigma <= tMax * (1 + slack)
    ? Math.min(tMax, Math.max(tMin, sigma))
    : undefined;
}
