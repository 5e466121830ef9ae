import type { ModelSampling } from "../model-sampling/model-sampling.ts";
import type { Ending } from "./schedule.ts";

/**
 * A model's levels at falling times, places in its table; between two straight in sigma, as diffusers has it. What
 * would be the same level twice is taken once.
 * @returns Falling, with the ending after them.
 */
export function levelsAtTimes(
  { sigmas }: ModelSampling,
  times: readonly number[],
  ending: Ending,
): number[] {
  const levels = times.map((time) => {
    const place = Math.min(Math.max(time, 0), sigmas.length - 1);
    const below = Math.floor(place);
    const from = sigmas[below] ?? NaN;
    const share = place - below;
    return share === 0
      ? from
      : from + share * ((sigmas[below + 1] ?? NaN) - from);
  });
  return [...new Set([...levels, ending === "zero" ? 0 : (sigmas[0] ?? NaN)])];
}

/** Why a schedule of such levels may have fewer steps than was asked for. */
export const sameLevelOnce =
  "steps that fall on the same one of the model's noise levels are taken once";
