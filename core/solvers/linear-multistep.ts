import { combine } from "../combine.ts";
import type { Vector } from "../vector.ts";
import { keptVector } from "./kept.ts";
import { lagrangePolynomial } from "./lagrange.ts";
import type { StepInput, StepResult } from "./solver.ts";

/** The slope of the probability flow, dx/dsigma = (x − D)/sigma: Karras et al. 2022, equation 3 (arXiv:2206.00364). */
export function slopeOf(x: Vector, sigma: number, denoised: Vector): Vector {
  return combine(x, [1 / sigma, x], [-1 / sigma, denoised]);
}

/**
 * A linear multistep step: x + Σ weight · slope over this and earlier levels.
 * @param order - How many slopes it takes, as far as there are any yet.
 * @param weightsOf - From the levels of the slopes, newest first, and the level to go to.
 */
export async function linearMultistep(
  { x, sigma, sigmaNext, history }: StepInput,
  denoise: (x: Vector, sigma: number) => Promise<Vector>,
  order: number,
  weightsOf: (sigmas: readonly number[], sigmaNext: number) => number[],
): Promise<StepResult> {
  const denoised = await denoise(x, sigma);
  const slope = slopeOf(x, sigma, denoised);
  const past = history.slice(0, order - 1);
  const slopes = [slope, ...past.map((step) => keptVector(step, "slope"))];
  const weights = weightsOf(
    [sigma, ...past.map((step) => step.sigma)],
    sigmaNext,
  );
  return {
    x: combine(
      x,
      [1, x],
      ...slopes.map((vector, k) => [weights[k] ?? NaN, vector] as const),
    ),
    denoised,
    kept: { slope },
  };
}

/**
 * Adams–Bashforth for steps of any length: the slope is the polynomial through those at `sigmas`, integrated exactly
 * (Hairer, Nørsett & Wanner 1993, section III.5).
 * @param sigmas - Levels of the slopes, the newest, from which the step starts, first.
 * @returns A weight for each.
 */
export function adamsBashforth(
  sigmas: readonly number[],
  sigmaNext: number,
): number[] {
  const [sigma = NaN] = sigmas;
  const length = sigmaNext - sigma;
  // in shares of the step, so that small levels lose no digits
  const nodes = sigmas.map((level) => (level - sigma) / length);
  return nodes.map((_, k) =>
    lagrangePolynomial(nodes, k).reduce(
      (sum, coefficient, power) => sum + (length * coefficient) / (power + 1),
      0,
    ),
  );
}
