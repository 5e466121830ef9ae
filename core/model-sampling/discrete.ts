import { atPart, type ModelSampling } from "./model-sampling.ts";

/**
 * Time over the levels of a table, its places from 0: ComfyUI's ModelSamplingDiscrete. Between two places the level is
 * straight in ln sigma, and the time of a level is the place of the one nearest in ln sigma, of two as near the lower.
 * @param sigmas - Rising noise levels in data units, above 0.
 */
export function discreteSampling(sigmas: readonly number[]): ModelSampling {
  const logs = sigmas.map((sigma) => Math.log(sigma));
  const last = sigmas.length - 1;
  function sigmaAt(time: number): number {
    const place = Math.min(Math.max(time, 0), last);
    const below = Math.floor(place);
    const share = place - below;
    // an entry itself is given to the last bit
    if (share === 0) return sigmas[below] ?? NaN;
    return Math.exp(
      (1 - share) * (logs[below] ?? NaN) + share * (logs[below + 1] ?? NaN),
    );
  }
  return {
    process: "variance-exploding",
    sigmas,
    sigmaAt,
    timeOf(sigma) {
      const log = Math.log(sigma);
      let nearest = 0;
      logs.forEach((other, place) => {
        if (Math.abs(log - other) < Math.abs(log - (logs[nearest] ?? NaN)))
          nearest = place;
      });
      return nearest;
    },
    timeBetween(sigma) {
      const log = Math.log(sigma);
      const above = logs.findIndex((other) => other > log);
      if (above === 0) return 0;
      if (above === -1) return last;
      const from = logs[above - 1] ?? NaN;
      return above - 1 + (log - from) / ((logs[above] ?? NaN) - from);
    },
    sigmaAtPart: atPart((share) => sigmaAt(share * last)),
  };
}
