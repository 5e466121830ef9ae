import { BadInput } from "../bad-input.ts";
import { bestSchedules, gridSchedules } from "./best-schedules.ts";
import { checkSteps, checkWeight } from "./check-request.ts";
import { klubOf, objective } from "./objective.ts";
import type { Objective } from "./objective.ts";
import { curvesOf, halfSums, wholeSums } from "./statistics.ts";
import type { Increments, Statistics, Sums } from "./statistics.ts";

export interface FittedSchedule {
  readonly steps: number;
  /** Strictly falling, length steps + 1, from sigmaMax to sigmaMin. */
  readonly sigmas: Float64Array;
  /**
   * KLUB in nats, by the statistics that the schedule was fitted to: a little too good, by some percent with a few
   * hundred samples. With another weight than t^-3 the same integral with that weight.
   */
  readonly klub: number;
  /** The mean KLUB that schedules fitted to one half of the samples have by the other half: too bad rather than too good. */
  readonly klubHeldOut: number;
}

export interface FitOptions {
  /** p of the weight t^-p; 3 is the paper's KLUB. */
  readonly weight: number;
  readonly increments: Increments;
}

/**
 * The best schedule for each number of steps, from one pass's statistics.
 * @throws BadInput on steps or a weight out of range.
 */
export function fitSchedules(
  statistics: Statistics,
  steps: readonly number[],
  options: FitOptions,
): FittedSchedule[] {
  checkSteps(steps);
  const [even, odd] = halfSums(statistics);
  const byEven = objectiveOf(statistics, even, options);
  const byOdd = objectiveOf(statistics, odd, options);
  const fittedEven = bestSchedules(byEven, steps);
  const fittedOdd = bestSchedules(byOdd, steps);
  const all = objectiveOf(statistics, wholeSums(statistics), options);
  return bestSchedules(all, steps).map((best, i) => ({
    steps: best.steps,
    sigmas: best.t.toReversed(),
    klub: best.klub,
    klubHeldOut:
      (klubOf(fittedEven[i]?.t ?? [], byOdd) +
        klubOf(fittedOdd[i]?.t ?? [], byEven)) /
      2,
  }));
}

/**
 * The KLUB of any schedule by the statistics of all samples.
 * @param sigmas - Strictly falling, within the statistics' range of noise levels.
 * @throws BadInput where it leaves that range.
 */
export function scheduleKlub(
  statistics: Statistics,
  sigmas: ArrayLike<number>,
  options: FitOptions,
): number {
  const of = objectiveOf(statistics, wholeSums(statistics), options);
  const knots = Float64Array.from(sigmas).toReversed();
  const [lowest, highest] = [knots[0] ?? NaN, knots[knots.length - 1] ?? NaN];
  // a rounding of the last digit is not a noise level of its own
  const slack = 1e-9;
  if (!(lowest >= of.tMin * (1 - slack)) || !(highest <= of.tMax * (1 + slack)))
    throw new BadInput(
      `The schedule runs from ${highest} to ${lowest}, but the statistics cover ${of.tMax} to ${of.tMin}`,
    );
  // nearly infinitely many steps leave a rounding of 0
  return Math.max(0, klubOf(knots, of));
}

/** Nodes of the grid for many KLUBs at once: those of up to 40 steps are less than 1 % off. */
const coarseNodes = 257;

/** KLUBs by the statistics of all samples, for the numbers of steps of `steps`. */
export interface KlubsBySteps {
  /** The least that there are. */
  readonly least: Float64Array;
  /** Of other schedules. */
  readonly other: Float64Array;
}

/**
 * The least KLUB of each number of steps, quickly: on a grid.
 * @param other - Schedules to compare with, strictly falling, within the statistics' range.
 */
export function klubsBySteps(
  statistics: Statistics,
  steps: readonly number[],
  options: FitOptions,
  other: (steps: number) => ArrayLike<number>,
): KlubsBySteps {
  const all = wholeSums(statistics);
  const of = objectiveOf(statistics, all, options);
  const klub = (knots: ArrayLike<number>) => Math.max(0, klubOf(knots, of));
  return {
    least: Float64Array.from(gridSchedules(of, steps, coarseNodes), klub),
    other: Float64Array.from(steps, (count) =>
      klub(Float64Array.from(other(count)).toReversed()),
    ),
  };
}

function objectiveOf(
  statistics: Statistics,
  sums: Sums,
  { weight, increments }: FitOptions,
): Objective {
  checkWeight(weight);
  return objective(curvesOf(statistics, sums, increments), weight);
}
