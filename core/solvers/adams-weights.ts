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

/** Coefficients of the Lagrange polynomial that is 1 at one node and 0 at the others, constant term first. */
function lagrangePolynomial(nodes: readonly number[], one: number): number[] {
  const at = nodes[one] ?? NaN;
  return nodes.reduce(
    (polynomial, node, index) => {
      if (index === one) return polynomial;
      const scale = 1 / (at - node);
      return [0, ...polynomial].map(
        (below, p) => scale * (below - node * (polynomial[p] ?? 0)),
      );
    },
    [1],
  );
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
