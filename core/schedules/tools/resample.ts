import { BadInput } from "../../bad-input.ts";
import { aboveZero } from "./above-zero.ts";
import { logLinear } from "./log-linear.ts";

/**
 * The same curve with another number of steps, straight in ln sigma between the levels: Sabour et al. 2024 for AYS
 * tables. An ending of 0 stays, and the levels above it are resampled.
 * @param steps - At least 1. The schedule's own number gives it back to the last bit.
 * @throws BadInput where there is one level above 0 and several are wanted.
 */
export function resample(sigmas: ArrayLike<number>, steps: number): number[] {
  const levels = aboveZero(sigmas);
  const toZero = levels.length < sigmas.length;
  const count = toZero ? steps : steps + 1;
  if (levels.length === 1 && count > 1)
    throw new BadInput(
      `a schedule with one level above 0, ${levels[0]}, has nothing to interpolate between, so it can only have 1 step, got ${steps}`,
    );
  const last = levels.length - 1;
  const resampled = Array.from({ length: count }, (_, i) =>
    // with one step to 0 there is only the first
    logLinear(levels, count === 1 ? 0 : (i * last) / (count - 1)),
  );
  return toZero ? [...resampled, 0] : resampled;
}
