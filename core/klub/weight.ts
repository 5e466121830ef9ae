/**
 * The weight t^-p under the integral of the KLUB: p = 3 is the paper's (Sabour et al. 2024, arXiv:2404.14507),
 * lower exponents give high noise levels more say.
 */

/** A primitive of t^-p: ln t for p = 1, else t^(1-p) / (1-p). */
export function weightIntegral(t: number, exponent: number): number {
  return exponent === 1
    ? Math.log(t)
    : Math.pow(t, 1 - exponent) / (1 - exponent);
}

/**
 * How ∫ t^-p V(t) dt over one cell is taken from V at its two ends; both are exact where V is constant.
 * `gamma`: half the weight to each end (V linear in the weight's integral, for p = 3 in gamma = 1/t²).
 * `prod`: exact where V is linear in ln t.
 */
export type Quadrature = "gamma" | "prod";

/** The factors of V at the cell's left and right end. */
export function cellWeights(
  left: number,
  right: number,
  exponent: number,
  rule: Quadrature,
): { left: number; right: number } {
  const total =
    weightIntegral(right, exponent) - weightIntegral(left, exponent);
  if (rule === "gamma") return { left: total / 2, right: total / 2 };
  const h = Math.log(right / left);
  const q = exponent - 1;
  const share =
    Math.abs(q * h) < 1e-4
      ? h * (1 / 2 - (q * h) / 3)
      : (1 - (1 + q * h) * Math.exp(-q * h)) / (q * q * h);
  const toRight = Math.pow(left, -q) * share;
  return { left: total - toRight, right: toRight };
}
