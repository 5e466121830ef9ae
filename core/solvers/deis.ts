import { numberOption } from "../options.ts";
import { lagrangePolynomial } from "./lagrange.ts";
import { adamsBashforth, linearMultistep } from "./linear-multistep.ts";
import { maxOrder } from "./max-order.ts";
import type { Solver } from "./solver.ts";

/**
 * DEIS: Zhang & Chen 2023, section 3.3 (arXiv:2204.13902), on dx/dsigma as in diff-sampler. tAB: slopes are a polynomial
 * in the time of a variance-preserving process. Polynomials in ln sigma are DPM-Solver multistep's logrho.
 */
export const deis: Solver = {
  title: "DEIS",
  names: { comfyui: ["deis"] },
  order: 3,
  historyLength: 3,
  stochastic: () => false,
  parameters: {
    ...maxOrder(3),
    deis_mode: {
      kind: "choice",
      title: "Polynomial in",
      seldom: true,
      default: "tab",
      choices: ["tab", "rhoab"],
      choiceTitles: { tab: "time (tab)", rhoab: "sigma (rhoab)" },
      description:
        "What slopes are a polynomial in: the time of a variance-preserving process from 0.002 to 80 (tab), or sigma, which makes it LMS (rhoab).",
    },
  },
  evaluationsPerStep: 1,
  flow: "own",
  source: "Zhang & Chen 2023, equation 15 (arXiv:2204.13902)",
  step(input, denoise) {
    const most = numberOption(input.options, "max_order");
    const order = input.sigmaNext === 0 ? 1 : most;
    const weights =
      input.options["deis_mode"] === "rhoab" ? adamsBashforth : timeWeights;
    return linearMultistep(input, denoise, order, weights);
  },
};

// ln(1 + sigma²) = beta_min t + beta_d t²/2 with sigma(1) = 80 and sigma(0.001) = 0.002, as in EDM's table 1
const [lowest, highest] = [Math.log1p(0.002 ** 2), Math.log1p(80 ** 2)];
const betaD = (2 * (lowest / 0.001 - highest)) / (0.001 - 1);
const betaMin = highest - betaD / 2;

function timeOf(sigma: number): number {
  return (
    (Math.sqrt(betaMin ** 2 + 2 * betaD * Math.log1p(sigma ** 2)) - betaMin) /
    betaD
  );
}

/** Slope of sigma in that time. */
function speedAt(time: number): number {
  const square = Math.expm1(betaMin * time + (betaD * time ** 2) / 2);
  return ((betaMin + betaD * time) * (1 + square)) / (2 * Math.sqrt(square));
}

/** Points of the peers' sum over a step. */
const points = 10_000;

/**
 * ∫ L_k(t) dsigma/dt dt over the step, by the peers' sum over points from end to end, so that numbers agree: it is away
 * from the integral by one part in `points` of what the trapezoidal rule in one piece would be.
 */
function timeWeights(sigmas: readonly number[], sigmaNext: number): number[] {
  const [sigma = NaN] = sigmas;
  // a step of first order is exact in every polynomial
  if (sigmas.length === 1) return [sigmaNext - sigma];
  const start = timeOf(sigma);
  const length = timeOf(sigmaNext) - start;
  const nodes = sigmas.map((level) => (timeOf(level) - start) / length);
  const moments = sigmas.map(() => 0);
  for (let i = 0; i < points; i++) {
    const share = i / (points - 1);
    let value = (speedAt(start + share * length) * length) / points;
    for (let power = 0; power < moments.length; power++) {
      moments[power] = (moments[power] ?? 0) + value;
      value *= share;
    }
  }
  return nodes.map((_, k) =>
    lagrangePolynomial(nodes, k).reduce(
      (sum, coefficient, power) => sum + coefficient * (moments[power] ?? 0),
      0,
    ),
  );
}
