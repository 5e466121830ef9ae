import {
  dpmSolverOptions,
  dpmSolverParameters,
  predictionOf,
} from "./dpm-solver-options.ts";
import {
  exponentialStep,
  exponentialWeights,
  midpointWeights,
} from "./exponential-weights.ts";
import { keptVector } from "./kept.ts";
import { stepOrder } from "./lower-order-final.ts";
import type { Solver } from "./solver.ts";

/**
 * Multistep DPM-Solver and DPM-Solver++ of order 1 to 3: Lu et al. 2022 (arXiv:2206.00927 and arXiv:2211.01095, Algorithm 2
 * and appendix), with lambda = −ln sigma. At order 3 the authors' code, and all that follow it, count half of the
 * polynomial's square, which leaves second order; `logrho` counts all of it.
 */
export const dpmSolverMultistep: Solver = {
  title: "DPM-Solver multistep",
  names: {
    diffusers: [
      "DPMSolverMultistepScheduler",
      "EDMDPMSolverMultistepScheduler",
      "DEISMultistepScheduler",
    ],
  },
  presets: {
    dpm_pp_multistep: { solver_order: 3 },
    DEISMultistepScheduler: {
      algorithm_type: "dpmsolver",
      solver_type: "logrho",
      lower_order_final: true,
    },
  },
  order: 2,
  historyLength: 2,
  stochastic: () => false,
  parameters: {
    ...dpmSolverParameters,
    solver_type: {
      ...dpmSolverParameters.solver_type,
      choices: ["midpoint", "heun", "logrho"],
      choiceTitles: { logrho: "exact (logrho)" },
      description:
        "How differences to earlier evaluations are weighed. At order 2: at the middle of the step (midpoint), or by the exact integral (heun, logrho). At order 3: as the authors' code does, or by the exact integral (logrho, which is DEIS with dpmsolver).",
    },
  },
  evaluationsPerStep: 1,
  flow: "scaled",
  source:
    "Lu et al. 2022, DPM-Solver (arXiv:2206.00927) and DPM-Solver++ (arXiv:2211.01095), Algorithm 2; Zhang & Chen 2023, DEIS (arXiv:2204.13902)",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, options } = input;
    const { order: most, prediction, type } = dpmSolverOptions(options);
    const denoised = await denoise(x, sigma);
    const own = predictionOf(prediction, x, sigma, denoised);
    const past = history.slice(0, stepOrder(input, most) - 1);
    const sigmas = [sigma, ...past.map((step) => step.sigma)];
    const [, before] = sigmas;
    const weights =
      sigmas.length === 2 && before !== undefined && type === "midpoint"
        ? midpointWeights(prediction, sigma, sigmaNext, [sigma, before])
        : exponentialWeights(
            prediction,
            sigma,
            sigmaNext,
            sigmas,
            type === "logrho" ? 1 : 1 / 2,
          );
    return {
      x: exponentialStep(prediction, x, sigma, sigmaNext, weights, [
        own,
        ...past.map((step) => keptVector(step, "own")),
      ]),
      denoised,
      kept: { own },
    };
  },
};
