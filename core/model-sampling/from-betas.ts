/**
 * Noise levels of discrete training: sqrt((1 − ᾱ) / ᾱ), ᾱ the product of 1 − beta so far (Ho et al. 2020, arXiv:2006.11239).
 * @param betaAt - Beta of a training step, from 0, each between 0 and 1.
 * @returns Rising, in data units. Length count.
 */
export function sigmasFromBetas(
  betaAt: (step: number) => number,
  count: number,
): number[] {
  let kept = 1;
  return Array.from({ length: count }, (_, step) => {
    kept *= 1 - betaAt(step);
    return Math.sqrt((1 - kept) / kept);
  });
}
