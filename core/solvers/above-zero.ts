import { BadInput } from "../bad-input.ts";
import { numberOption } from "../options.ts";
import type { ParameterValues } from "../parameter.ts";
import { ancestralStep } from "./ancestral.ts";

/**
 * First and last level of a schedule for a solver that makes its own steps between them in ln sigma, so that it ends at
 * the last level above 0.
 * @throws BadInput where there are no two of them.
 */
export function endsAboveZero(
  sigmas: readonly number[],
  title: string,
): [first: number, last: number] {
  const levels = sigmas.filter((sigma) => sigma > 0);
  const first = levels[0] ?? NaN;
  const last = levels.at(-1) ?? NaN;
  if (levels.length < 2)
    throw new BadInput(
      `${title} ends at the schedule's last noise level above 0, so that it needs at least two of them, got only ${first}`,
    );
  return [first, last];
}

/**
 * An ancestral step that goes no lower than the end.
 * @returns Level that the deterministic part goes to, and standard deviation of the noise that leads back to `next`.
 */
export function ancestralAbove(
  options: ParameterValues,
  from: number,
  next: number,
  end: number,
): { to: number; scale: number } {
  const eta = numberOption(options, "eta");
  if (eta === 0) return { to: next, scale: 0 };
  const { down } = ancestralStep("variance-exploding", from, next, eta);
  const to = Math.max(end, down);
  const up = Math.sqrt(Math.max(0, next ** 2 - to ** 2));
  return { to, scale: up * numberOption(options, "s_noise") };
}
