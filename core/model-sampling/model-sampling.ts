/** The noise levels that a model was trained at, and time, the place among them. */
export interface ModelSampling {
  /** Rising, in data units; the place of each is its time. */
  readonly sigmas: readonly number[];
  /**
   * The noise level at a time between two places too: straight in ln sigma.
   * @param time - Cut to the range from 0 to the last place.
   */
  sigmaAt(time: number): number;
  /** The place of the level nearest in ln sigma; of two as near the lower. */
  timeOf(sigma: number): number;
}

/**
 * Time over the levels of a table, as in ComfyUI's model sampling.
 * @param sigmas - Rising noise levels above 0.
 */
export function modelSampling(sigmas: readonly number[]): ModelSampling {
  const logs = sigmas.map((sigma) => Math.log(sigma));
  const last = sigmas.length - 1;
  return {
    sigmas,
    sigmaAt(time) {
      const place = Math.min(Math.max(time, 0), last);
      const below = Math.floor(place);
      const share = place - below;
      // an entry itself is given to the last bit
      if (share === 0) return sigmas[below] ?? NaN;
      return Math.exp(
        (1 - share) * (logs[below] ?? NaN) + share * (logs[below + 1] ?? NaN),
      );
    },
    timeOf(sigma) {
      const log = Math.log(sigma);
      let nearest = 0;
      logs.forEach((other, place) => {
        if (Math.abs(log - other) < Math.abs(log - (logs[nearest] ?? NaN)))
          nearest = place;
      });
      return nearest;
    },
  };
}
