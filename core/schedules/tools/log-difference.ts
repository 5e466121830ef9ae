import { aboveZero } from "./above-zero.ts";
import { logLinear } from "./log-linear.ts";

export interface LogDifference {
  /** ln b − ln a where it is largest in size. */
  readonly difference: number;
  /** The part of the steps that is done there, 0 to 1. */
  readonly part: number;
}

/**
 * Where two schedules lie farthest apart: as curves of ln sigma over the part of the steps done, straight between their
 * levels, up to the first of them that has no level above 0 any more. Between the levels of both the difference is
 * straight, so it is largest at one of them.
 */
export function logDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): LogDifference {
  const [first, second] = [curve(a), curve(b)];
  const end = Math.min(first.end, second.end);
  return [...first.parts, ...second.parts]
    .filter((part) => part <= end)
    .map((part) => ({ part, difference: second.at(part) - first.at(part) }))
    .reduce((most, next) =>
      Math.abs(next.difference) > Math.abs(most.difference) ? next : most,
    );
}

function curve(sigmas: ArrayLike<number>) {
  const levels = aboveZero(sigmas);
  const steps = sigmas.length - 1;
  const last = levels.length - 1;
  return {
    parts: levels.map((_, index) => index / steps),
    end: last / steps,
    at(part: number): number {
      const place = part * steps;
      // a part that was made of an index gives it back but for rounding
      const near = Math.round(place);
      const exact = Math.abs(place - near) < 1e-9 ? near : place;
      return Math.log(logLinear(levels, Math.min(exact, last)));
    },
  };
}
