import { numberOption } from "../options.ts";
import type { ParameterValues } from "../parameter.ts";

/** The inverse errors of the two steps taken last, newest first. */
export type Inverses = readonly [number, number];

export interface ProposedStep {
  readonly accepted: boolean;
  /** Next length as a multiple of this one. */
  readonly factor: number;
  /** With this trial among them if it was accepted. */
  readonly inverses: Inverses;
}

/**
 * A PID controller of step lengths with a soft limit: Söderlind 2003, "Digital filters in adaptive time-stepping", as in
 * k-diffusion.
 * @param error - Of the trial, as a multiple of what is allowed.
 * @param before - What the last trial gave, absent for the first.
 * @param options - `pcoeff`, `icoeff`, `dcoeff` and `accept_safety`.
 */
export function proposedStep(
  error: number,
  before: Inverses | undefined,
  options: ParameterValues,
  order: number,
): ProposedStep {
  const [p, i, d] = ["pcoeff", "icoeff", "dcoeff"].map(
    (name) => numberOption(options, name) / order,
  ) as [number, number, number];
  const inverse = 1 / (error + 1e-8);
  const [last, secondLast] = before ?? [inverse, inverse];
  const raw = inverse ** (p + i + d) * last ** -(p + 2 * d) * secondLast ** d;
  const factor = 1 + Math.atan(raw - 1);
  const accepted = factor >= numberOption(options, "accept_safety");
  return {
    accepted,
    factor,
    inverses: accepted ? [inverse, last] : [last, secondLast],
  };
}
