import { brownianPath } from "./brownian-path.ts";
import { noiseFor, type NoiseBatch, type NoiseSource } from "./noise-source.ts";

/**
 * Noise along one Brownian path per sample, as k-diffusion's BrownianTreeNoiseSampler: a draw is
 * (W(to) − W(from)) / √(from − to), so that draws of overlapping intervals are correlated as their overlap asks, and
 * the noise of a schedule is that of any finer one, summed. An interval of no length has no noise: 0. The start is that
 * of `noiseFor`, and so is noise that is put back, which is no part of the path.
 */
export function brownianNoise(batch: NoiseBatch): NoiseSource {
  const { seed, count, length, precision } = batch;
  const { initial, draw } = noiseFor(seed, count, length, precision);
  const increment = brownianPath(batch);
  return {
    initial,
    draw(sigmaFrom, sigmaTo) {
      if (sigmaTo > sigmaFrom) return draw(sigmaFrom, sigmaTo);
      const values = increment(sigmaFrom, sigmaTo);
      const scale =
        sigmaTo === sigmaFrom ? 0 : 1 / Math.sqrt(sigmaFrom - sigmaTo);
      const out =
        precision === "f64" ? values : new Float32Array(values.length);
      values.forEach((value, i) => {
        out[i] = scale * value;
      });
      return out;
    },
  };
}
