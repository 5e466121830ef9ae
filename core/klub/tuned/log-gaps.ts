import type { Ending, Limits } from "../../schedules/schedule.ts";

/** Logarithms of log-gaps below this share of an even one are taken as this: a gap of 0 has none. */
const leastShare = 1e-3;

/**
 * The logarithms of the gaps of ln sigma: any numbers at all are a schedule with falling levels and the right ends.
 * Where a schedule ends at zero, 0 stands in place of sigma min, to which the gaps go down.
 * @returns Length steps.
 */
export function toLogGaps(
  sigmas: readonly number[],
  { sigmaMin }: Pick<Limits, "sigmaMin">,
): Float64Array {
  const steps = sigmas.length - 1;
  const logs = sigmas.map((sigma, i) => Math.log(i < steps ? sigma : sigmaMin));
  const even = ((logs[0] as number) - (logs[steps] as number)) / steps;
  return Float64Array.from({ length: steps }, (_, i) => {
    const gap = (logs[i] as number) - (logs[i + 1] as number);
    return Math.log(Math.max(gap / even, leastShare));
  });
}

/** Gaps are scaled so that they fill the range; adding one number to all logarithms changes nothing. */
export function fromLogGaps(
  logGaps: ArrayLike<number>,
  { sigmaMin, sigmaMax }: Limits,
  ending: Ending,
): number[] {
  const steps = logGaps.length;
  const largest = Math.max(...Array.from(logGaps));
  // the even share keeps neighbours apart in double precision
  const gaps = Array.from(logGaps, (value) =>
    Math.max(Math.exp(value - largest), 1e-6),
  );
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  const range = Math.log(sigmaMax / sigmaMin);
  const sigmas = [sigmaMax];
  let gone = 0;
  for (let i = 0; i < steps - 1; i++) {
    gone += gaps[i] as number;
    sigmas.push(sigmaMax * Math.exp((-range * gone) / total));
  }
  return [...sigmas, ending === "zero" ? 0 : sigmaMin];
}
