import { lagrangePolynomial } from "./lagrange.ts";
import { phi1 } from "./phi.ts";

/**
 * ∫_0^h a e^(a (u − h)) u^p du for p = 0 to `count` − 1.
 * @param rate - a > 0.
 */
function moments(h: number, rate: number, count: number): number[] {
  const stretched = rate * h;
  // the recursion by parts loses all digits where a h is small
  if (stretched < 1)
    return Array.from({ length: count }, (_, p) => {
      let term = stretched;
      let sum = 0;
      for (let k = 0; k < 25; k++) {
        sum += term / (k + p + 1);
        term *= stretched / (k + 1);
      }
      return Math.exp(-stretched) * h ** p * sum;
    });
  const all = [phi1(stretched)];
  for (let p = 1; p < count; p++)
    all.push(h ** p - (p / rate) * (all[p - 1] ?? NaN));
  return all;
}

/**
 * Weights of D at some levels for a step of an exponential Adams method: the integral of the polynomial through them.
 * Xue et al. 2023, equations 14 to 17 (arXiv:2309.05019).
 * @param nodes - Lambda at each D, measured from the start of the step.
 * @param h - Length of the step in lambda, > 0.
 * @param rate - 1 + tau².
 */
export function adamsWeights(
  nodes: readonly number[],
  h: number,
  rate: number,
): number[] {
  const integrals = moments(h, rate, nodes.length);
  return nodes.map((_, index) =>
    lagrangePolynomial(nodes, index).reduce(
      (sum, coefficient, p) => sum + coefficient * (integrals[p] ?? 0),
      0,
    ),
  );
}
