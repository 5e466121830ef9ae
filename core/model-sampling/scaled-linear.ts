/**
 * Noise levels of discrete training with "scaled linear" betas, those even in √beta, as latent diffusion models have them.
 * @param from - The first beta.
 * @param to - The last beta.
 * @param count - How many training steps there are, at least 2.
 * @returns The noise level sqrt((1 − ᾱ) / ᾱ) of each, rising, in data units. Length count.
 * Rombach et al. 2022 (arXiv:2112.10752); ᾱ is that of Ho et al. 2020 (arXiv:2006.11239).
 */
export function scaledLinearSigmas(
  from: number,
  to: number,
  count: number,
): number[] {
  const first = Math.sqrt(from);
  const stride = (Math.sqrt(to) - first) / (count - 1);
  let kept = 1;
  return Array.from({ length: count }, (_, i) => {
    kept *= 1 - (first + i * stride) ** 2;
    return Math.sqrt((1 - kept) / kept);
  });
}
