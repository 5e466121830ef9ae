import { BadInput } from "./bad-input.ts";
import type { Denoiser } from "./denoiser.ts";
import { vectorLike } from "./vector.ts";

/**
 * What a network predicts of x = x_0 + sigma n, where a variance-preserving network sees x / √(1 + sigma²) and a
 * flow's network x / (1 + sigma).
 */
export const predictions = {
  epsilon: "the noise n",
  v: "v = (n − sigma x_0) / √(1 + sigma²)",
  sample: "the data x_0",
  flow: "the flow's velocity n − x_0",
} as const;

export type Prediction = keyof typeof predictions;

export function isPrediction(value: unknown): value is Prediction {
  return typeof value === "string" && Object.hasOwn(predictions, value);
}

/** D(x, sigma) = skip · x + out · F(input · x, time), as Karras et al. 2022, equation 7 (arXiv:2206.00364). */
export interface Preconditioning {
  readonly input: number;
  readonly skip: number;
  readonly out: number;
}

/**
 * How a network's output becomes D at one noise level.
 *
 * Noise: Ho et al. 2020 (arXiv:2006.11239), x_0 = x − sigma n. v: Salimans & Ho 2022 (arXiv:2202.00512), with the angle
 * whose tangent is sigma. Flow: Liu et al. 2023 (arXiv:2209.03003), x_s = (1 − s) x_0 + s n with s = sigma / (1 + sigma),
 * so x_s = x / (1 + sigma) and x_0 = x_s − s (n − x_0).
 * @param sigma - Noise standard deviation in data units, ≥ 0.
 */
export function preconditioning(
  prediction: Prediction,
  sigma: number,
): Preconditioning {
  const root = Math.sqrt(1 + sigma ** 2);
  switch (prediction) {
    case "epsilon":
      return { input: 1 / root, skip: 1, out: -sigma };
    case "v":
      return { input: 1 / root, skip: 1 / root ** 2, out: -sigma / root };
    case "sample":
      return { input: 1 / root, skip: 0, out: 1 };
    case "flow":
      return {
        input: 1 / (1 + sigma),
        skip: 1 / (1 + sigma),
        out: -flowTime(sigma),
      };
  }
}

/** The time s of a rectified flow whose noise is `sigma` times its data: sigma = s / (1 − s). From 0 to 1. */
export function flowTime(sigma: number): number {
  return sigma / (1 + sigma);
}

/** The inverse of flowTime. */
export function flowSigma(time: number): number {
  return time / (1 - time);
}

/**
 * D by a network that predicts something else.
 * @param timeOf - The time that the network is told for a noise level.
 * @param network - F; its x is scaled, and its times are as many as the samples. Gives as many numbers as x.
 */
export function denoiseBy(
  prediction: Prediction,
  timeOf: (sigma: number) => number,
  network: Denoiser["denoise"],
): Denoiser["denoise"] {
  return async (x, sigma, labels) => {
    const size = x.length / sigma.length;
    const at = Array.from(sigma, (level) => preconditioning(prediction, level));
    const scaled = vectorLike(x);
    at.forEach(({ input }, sample) => {
      for (let i = sample * size; i < (sample + 1) * size; i++)
        scaled[i] = input * (x[i] ?? 0);
    });
    const times = Float64Array.from(sigma, timeOf);
    const output = await network(scaled, times, labels);
    if (output.length !== x.length)
      throw new BadInput(
        `The network must give ${x.length} numbers, as many as it was given, got ${output.length}`,
      );
    const denoised = vectorLike(x);
    at.forEach(({ skip, out }, sample) => {
      for (let i = sample * size; i < (sample + 1) * size; i++)
        denoised[i] = skip * (x[i] ?? 0) + out * (output[i] ?? 0);
    });
    return denoised;
  };
}
