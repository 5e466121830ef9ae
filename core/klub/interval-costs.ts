import { cellWeights } from "./weight.ts";
import type { Quadrature } from "./weight.ts";

/**
 * V(j, k) = E‖D(x_{t_j}, t_j) − D(x_{t_k}, t_k)‖² on a grid of noise levels, j ≤ k, as a function so that a fine grid
 * needs no matrix of its own.
 */
export type Increment = (j: number, k: number) => number;

/**
 * What one step of stochastic DDIM from t_k down to t_j adds to the KLUB: ∫ t^-p E‖D_k − D(t)‖² dt over the interval.
 * @param t - Noise levels, strictly rising, length K.
 * @returns `[K, K]`, row j is the lower end; Infinity where j ≥ k.
 */
export function intervalCosts(
  t: Float64Array,
  increment: Increment,
  exponent: number,
  rule: Quadrature,
): Float64Array {
  const count = t.length;
  const weights = Array.from({ length: count - 1 }, (_, l) =>
    cellWeights(t[l] as number, t[l + 1] as number, exponent, rule),
  );
  const costs = new Float64Array(count * count).fill(Infinity);
  for (let k = 1; k < count; k++) {
    let cost = 0;
    let above = increment(k, k);
    for (let j = k - 1; j >= 0; j--) {
      const { left, right } = weights[j] as { left: number; right: number };
      const here = increment(j, k);
      cost += left * here + right * above;
      costs[j * count + k] = cost;
      above = here;
    }
  }
  return costs;
}

/** The increments of an ideal denoiser: its evaluations are a martingale, so V(j, k) = f_k − f_j. */
export function idealIncrement(loss: Float64Array): Increment {
  return (j, k) => (loss[k] as number) - (loss[j] as number);
}

/** The increments of any denoiser from its residual Gram G(j, k) = E⟨R_j, R_k⟩, `[K, K]`. */
export function gramIncrement(gram: Float64Array, count: number): Increment {
  return (j, k) =>
    (gram[j * count + j] as number) +
    (gram[k * count + k] as number) -
    2 * (gram[j * count + k] as number);
}
