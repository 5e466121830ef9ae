import { findModelSampling } from "../../core/model-sampling/models.ts";

/** Noise levels by the whole times of Stable Diffusion's training that are nearest to them. */
export interface TrainingTimes {
  /** Falling, 0 to 999: one for each noise level but the last. Length steps. */
  readonly times: readonly number[];
  /** By how much the noise level at each time is above the one wanted, as a share of it. Length steps. */
  readonly errors: readonly number[];
}

/** How far outside the training's levels a level may lie: AYS tables are printed with three digits. */
const tolerance = 0.01;

/**
 * Times for a scheduler that takes nothing else and adds the ending by itself, so the last level has none.
 * @param sigmas - Falling noise levels, at least two.
 * @returns The times, or why there are none, as part of a sentence.
 */
export function trainingTimes(
  sigmas: ArrayLike<number>,
): TrainingTimes | string {
  const model = findModelSampling("sd15");
  const trained = model.sigmas;
  const levels = Array.from(sigmas).slice(0, -1);
  const lowest = trained[0] ?? NaN;
  const highest = trained.at(-1) ?? NaN;
  const outside = levels.find(
    (sigma) =>
      sigma > highest * (1 + tolerance) || sigma < lowest * (1 - tolerance),
  );
  if (outside !== undefined)
    return `${outside} is outside Stable Diffusion's noise levels, ${lowest.toPrecision(3)} to ${highest.toPrecision(4)}`;
  const times = levels.map((sigma) => model.timeOf(sigma));
  const twice = times.findIndex((time, index) => time === times[index + 1]);
  if (twice !== -1)
    return `${levels[twice]} and ${levels[twice + 1]} are both nearest to Stable Diffusion's timestep ${times[twice]}`;
  const errors = times.map(
    (time, index) => (trained[time] ?? NaN) / (levels[index] ?? NaN) - 1,
  );
  return { times, errors };
}
