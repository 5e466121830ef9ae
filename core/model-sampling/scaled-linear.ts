import { sigmasFromBetas } from "./from-betas.ts";

/**
 * Noise levels of discrete training with "scaled linear" betas, those even in √beta, as latent diffusion models have them.
 * @param from - The first beta.
 * @param to - The last beta.
 * @param count - How many training steps there are, at least 2.
 * @returns Rising, in data units. Length count. Rombach et al. 2022 (arXiv:2112.10752).
 */
export function scaledLinearSigmas(
  from: number,
  to: number,
  count: number,
): number[] {
  const first = Math.sqrt(from);
  const stride = (Math.sqrt(to) - first) / (count - 1);
  return sigmasFromBetas((step) => (first + step * stride) ** 2, count);
}
