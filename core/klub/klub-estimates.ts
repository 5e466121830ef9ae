import { interval } from "../metrics/jackknife.ts";
import type { Estimate, Interval } from "../metrics/jackknife.ts";
import type { FitOptions } from "./fit-schedules.ts";
import { measureSchedule } from "./measure-schedule.ts";
import { objective } from "./objective.ts";
import { addSums, curvesOf, wholeSums } from "./statistics.ts";
import type { Statistics, Sums } from "./statistics.ts";

/** Blocks below which an interval says little: with two of them it would be 13 standard errors to each side. */
const fewestBlocks = 4;

/**
 * KLUBs by the statistics of all samples, and with each block of them left out: how much of them is the chance of the
 * samples. Schedules stay as they are, so that one that was fitted to these samples still has a KLUB that is a little too good.
 * @returns Of a schedule, strictly falling, down to sigma min also where it ends at 0; a published table may be a little off
 * the statistics' range.
 */
export function klubEstimates(
  statistics: Statistics,
  { weight, increments }: FitOptions,
): (sigmas: ArrayLike<number>) => Estimate {
  const { blocks } = statistics;
  const by = (sums: Sums) =>
    objective(curvesOf(statistics, sums, increments), weight);
  const all = by(wholeSums(statistics));
  const without = blocks.map((_, left) =>
    by(blocks.filter((__, block) => block !== left).reduce(addSums)),
  );
  return (sigmas) => {
    const within = Array.from(sigmas, (sigma) =>
      Math.min(Math.max(sigma, all.tMin), all.tMax),
    );
    const klub = (of: typeof all) => measureSchedule(of, within)?.total ?? NaN;
    return { value: klub(all), leftOut: Float64Array.from(without, klub) };
  };
}

/** @returns Nothing where the statistics are in too few blocks to tell, as those of old files. */
export function klubInterval(estimate: Estimate): Interval | undefined {
  if (estimate.leftOut.length < fewestBlocks) return undefined;
  const { low, high } = interval(estimate);
  // a sum of squares
  return { low: Math.max(0, low), high };
}
