import { cellOf } from "./pchip.ts";
import { cellWeights } from "./weight.ts";

/**
 * E(j, k) = V(j, k) − (f_k − f_j): what the increments of a real denoiser are beyond those of an ideal one,
 * measured at K levels and bilinear in (ln t_j, ln t_k) between them. Zero for an ideal denoiser.
 */
export interface Excess {
  /** At t ≤ b. */
  value(t: number, b: number): number;
  /** Between nodes j ≤ k of a grid, each of which is looked up once. */
  on(grid: Float64Array): (j: number, k: number) => number;
  /** ∫ t^-p E(t, b) dt from a to b. */
  integral(a: number, b: number): number;
  /** Its derivative by ln b at fixed E(b, b) = 0, from the cell's side above b. */
  integralSlope(a: number, b: number): number;
}

/** A cell between two levels, and the share of its right end. */
interface Place {
  readonly k: number;
  readonly share: number;
}

/**
 * @param t - Levels, strictly rising, length K.
 * @param matrix - `[K, K]`, symmetric.
 */
export function excess(
  t: Float64Array,
  matrix: Float64Array,
  exponent: number,
): Excess {
  const count = t.length;
  const x = t.map(Math.log);

  function locate(at: number): Place {
    const y = Math.log(at);
    const k = cellOf(x, y);
    const left = x[k] as number;
    return { k, share: (y - left) / ((x[k + 1] as number) - left) };
  }
  /** Row of E at level j, between columns k and k + 1. */
  function between(j: number, k: number, share: number): number {
    return (
      (matrix[j * count + k] as number) * (1 - share) +
      (matrix[j * count + k + 1] as number) * share
    );
  }
  /** ∫ over t of a function that is linear in ln t in each cell and has value row(j) at level j. */
  function integrate(a: number, b: number, row: (j: number) => number) {
    const first = locate(a);
    const last = locate(b);
    let sum = 0;
    for (let l = first.k; l <= last.k; l++) {
      const from = l === first.k ? a : (t[l] as number);
      const to = l === last.k ? b : (t[l + 1] as number);
      if (to <= from) continue;
      const [left, right] = [row(l), row(l + 1)];
      const at = (share: number) => left * (1 - share) + right * share;
      const weights = cellWeights(from, to, exponent, "prod");
      sum +=
        weights.left * at(l === first.k ? first.share : 0) +
        weights.right * at(l === last.k ? last.share : 1);
    }
    return sum;
  }

  const bilinear = (row: Place, column: Place) =>
    between(row.k, column.k, column.share) * (1 - row.share) +
    between(row.k + 1, column.k, column.share) * row.share;

  return {
    value: (at, b) => bilinear(locate(at), locate(b)),
    on(grid) {
      const places = Array.from(grid, locate);
      return (j, k) => bilinear(places[j] as Place, places[k] as Place);
    },
    integral(a, b) {
      const { k, share } = locate(b);
      return integrate(a, b, (j) => between(j, k, share));
    },
    integralSlope(a, b) {
      const { k } = locate(b);
      const width = (x[k + 1] as number) - (x[k] as number);
      return integrate(
        a,
        b,
        (j) =>
          ((matrix[j * count + k + 1] as number) -
            (matrix[j * count + k] as number)) /
          width,
      );
    },
  };
}
