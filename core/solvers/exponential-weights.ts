import { combine } from "../combine.ts";
import type { Vector } from "../vector.ts";
import { lagrangePolynomial } from "./lagrange.ts";

/**
 * What is taken to be a polynomial in lambda = −ln sigma over a step: data, D, as in DPM-Solver++, or noise,
 * (x − D)/sigma, as in DPM-Solver. The rest of the step is exact.
 */
export type Prediction = "data" | "noise";

/**
 * ∫_0^1 e^(−h (1 − u)) u^p du for data and ∫_0^1 e^(−h u) u^p du for noise, for p = 0 … count − 1.
 * @param h - Length of the step in lambda, > 0.
 */
function moments(prediction: Prediction, h: number, count: number): number[] {
  const found = [-Math.expm1(-h) / h];
  const powers = Array.from({ length: count }, (_, p) => p);
  // the recurrence, by parts, loses its digits where h is small, the series where it is large
  if (h < 1) return powers.map((p) => seriesMoment(prediction, h, p));
  for (const p of powers.slice(1)) {
    const before = found[p - 1] ?? NaN;
    found.push(
      (prediction === "data" ? 1 - p * before : p * before - Math.exp(-h)) / h,
    );
  }
  return found.slice(0, count);
}

/** The same by Taylor's series of the exponential, about the end of the step for which it is 1. */
function seriesMoment(prediction: Prediction, h: number, p: number): number {
  // data: ∫ (1 − u)^k u^p = k! p! / (k + p + 1)!; noise: ∫ u^(k + p) = 1 / (k + p + 1)
  let [sum, factor, beta] = [0, 1, 1 / (p + 1)];
  for (let k = 0; k < 20; k++) {
    sum += factor * (prediction === "data" ? beta : 1 / (k + p + 1));
    factor *= -h / (k + 1);
    beta *= (k + 1) / (k + p + 2);
  }
  return sum;
}

/**
 * Weights of predictions at some levels in a step: the polynomial in lambda through them, integrated exactly. Up to
 * three are DPM-Solver-1 to 3 (Lu et al. 2022, arXiv:2206.00927 and arXiv:2211.01095).
 * @param to - May be 0 where there is one prediction.
 * @param sigmas - Levels of the predictions, all above 0 and different.
 * @param curvature - Share of the polynomial's square that counts.
 */
export function exponentialWeights(
  prediction: Prediction,
  from: number,
  to: number,
  sigmas: readonly number[],
  curvature = 1,
): number[] {
  const whole = prediction === "data" ? 1 - to / from : to - from;
  if (sigmas.length === 1) return [whole];
  const h = Math.log(from / to);
  const nodes = sigmas.map((sigma) => Math.log(from / sigma) / h);
  const scale = prediction === "data" ? h : -h * from;
  return integralWeights(prediction, h, nodes, curvature).map(
    (weight) => scale * weight,
  );
}

/**
 * Weights of predictions in the integral of the polynomial through them over a step that goes from 0 to 1.
 * @param h - Length of the step in lambda, > 0: how fast the exponential is.
 * @param nodes - Where the predictions are, all different.
 * @param curvature - Share of the polynomial's square that counts.
 */
export function integralWeights(
  prediction: Prediction,
  h: number,
  nodes: readonly number[],
  curvature = 1,
): number[] {
  const integrals = moments(prediction, h, nodes.length);
  return nodes.map((_, k) =>
    lagrangePolynomial(nodes, k).reduce(
      (sum, coefficient, p) =>
        sum + coefficient * (integrals[p] ?? NaN) * (p === 2 ? curvature : 1),
      0,
    ),
  );
}

/** As exponentialWeights for two levels, with their straight line taken at the step's middle in lambda. */
export function midpointWeights(
  prediction: Prediction,
  from: number,
  to: number,
  sigmas: readonly [number, number],
): [number, number] {
  const whole = prediction === "data" ? 1 - to / from : to - from;
  const h = Math.log(from / to);
  const [a, b] = sigmas.map((sigma) => Math.log(from / sigma) / h) as [
    number,
    number,
  ];
  const second = (whole * (1 / 2 - a)) / (b - a);
  return [whole - second, second];
}

/** The state after a step with such weights. */
export function exponentialStep(
  prediction: Prediction,
  x: Vector,
  from: number,
  to: number,
  weights: readonly number[],
  predictions: readonly Vector[],
): Vector {
  return combine(
    x,
    [prediction === "data" ? to / from : 1, x],
    ...predictions.map((vector, k) => [weights[k] ?? NaN, vector] as const),
  );
}
