/** The parameters of one CMA-ES for a dimension n, with their names in Hansen's tutorial (arXiv:1604.00772, Table 1). */
export interface CmaConstants {
  /** Offspring of a generation, lambda. */
  readonly offspring: number;
  /** How many of them make the next mean, mu. */
  readonly parents: number;
  /** w_i of all offspring from the best on; those beyond the parents are negative. */
  readonly weights: readonly number[];
  /** mu_eff. */
  readonly effective: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cC: number;
  readonly c1: number;
  readonly cMu: number;
  /** E‖N(0, I)‖. */
  readonly chi: number;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** mu_eff of unnormalized weights. */
function effectiveCount(weights: readonly number[]): number {
  return sum(weights) ** 2 / sum(weights.map((w) => w * w));
}

/**
 * @param n - Dimension of the search, at least 1.
 * @param offspring - At least 4; 4 + ⌊3 ln n⌋ where absent.
 */
export function cmaConstants(
  n: number,
  offspring: number = 4 + Math.floor(3 * Math.log(n)),
): CmaConstants {
  const parents = Math.floor(offspring / 2);
  const raw = Array.from(
    { length: offspring },
    (_, i) => Math.log((offspring + 1) / 2) - Math.log(i + 1),
  );
  const positive = raw.filter((w) => w >= 0);
  const negative = raw.filter((w) => w < 0);
  const effective = effectiveCount(raw.slice(0, parents));
  const effectiveMinus = effectiveCount(raw.slice(parents));
  const c1 = 2 / ((n + 1.3) ** 2 + effective);
  const cMu = Math.min(
    1 - c1,
    (2 * (1 / 4 + effective + 1 / effective - 2)) / ((n + 2) ** 2 + effective),
  );
  // equations 50 to 53: negative weights that keep the covariance positive definite
  const negativeSum = Math.min(
    1 + c1 / cMu,
    1 + (2 * effectiveMinus) / (effective + 2),
    (1 - c1 - cMu) / (n * cMu),
  );
  const cSigma = (effective + 2) / (n + effective + 5);
  return {
    offspring,
    parents,
    weights: raw.map((w) =>
      w >= 0 ? w / sum(positive) : (negativeSum * w) / -sum(negative),
    ),
    effective,
    cSigma,
    dSigma:
      1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + cSigma,
    cC: (4 + effective / n) / (n + 4 + (2 * effective) / n),
    c1,
    cMu,
    chi: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}
