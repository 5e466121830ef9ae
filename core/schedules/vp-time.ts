/** The smallest time of a variance-preserving process, that of sigma_min: Song et al. 2021 (arXiv:2011.13456). */
export const smallestTime = 0.001;

/**
 * The variance-preserving process sigma(t)² = exp(½ beta_d t² + beta_min t) − 1 that has sigma_min at `smallestTime`
 * and sigma_max at 1: Karras et al. 2022, Table 1 (arXiv:2206.00364), solved for its two constants.
 */
export function vpSigma(
  sigmaMin: number,
  sigmaMax: number,
): (t: number) => number {
  const logMin = Math.log1p(sigmaMin ** 2);
  const logMax = Math.log1p(sigmaMax ** 2);
  const betaD = (2 * (logMax - logMin / smallestTime)) / (1 - smallestTime);
  const betaMin = logMax - betaD / 2;
  return (t) => Math.sqrt(Math.expm1(t * (betaMin + (betaD * t) / 2)));
}
