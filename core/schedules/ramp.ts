import type { ScheduleRequest } from "./schedule.ts";

/**
 * Noise levels from a curve over u in [0, 1], u = 0 at sigma_max and u = 1 at sigma_min.
 * Ending at sigma_min there are steps + 1 levels evenly in u; ending at zero there are `steps`, and 0 follows
 * (Karras et al. 2022, section 2).
 * @param at - Called for 0 < u < 1 only: the ends are the limits themselves, to the last bit.
 */
export function ramp(
  { steps, sigmaMin, sigmaMax, ending }: Omit<ScheduleRequest, "options">,
  at: (u: number) => number,
): number[] {
  const last = ending === "zero" ? steps - 1 : steps;
  const sigmas = Array.from({ length: last + 1 }, (_, i) => {
    // with one step to zero there is only sigma_max
    if (i === 0) return sigmaMax;
    return i === last ? sigmaMin : at(i / last);
  });
  return ending === "zero" ? [...sigmas, 0] : sigmas;
}
