import { sigmasFromBetas } from "./from-betas.ts";

/**
 * Noise levels of discrete training with linear betas.
 * @param from - The first beta.
 * @param to - The last beta.
 * @param count - How many training steps there are, at least 2.
 * @returns Rising, in data units. Length count. Ho et al. 2020 (arXiv:2006.11239).
 */
export function linearSigmas(
  from: number,
  to: number,
  count: number,
): number[] {
  const stride = (to - from) / (count - 1);
  return sigmasFromBetas((step) => from + step * stride, count);
}
