import { numberOption } from "../options.ts";
import { linearMultistep } from "./linear-multistep.ts";
import type { Solver } from "./solver.ts";

/** Euler with the slope gamma · d + (1 − gamma) · d before: Permenter & Yuan 2024, Algorithm 2 (arXiv:2306.04848). */
export const gradientEstimation: Solver = {
  title: "Gradient estimation",
  names: { comfyui: ["gradient_estimation"] },
  order: 1,
  historyLength: 1,
  stochastic: () => false,
  parameters: {
    ge_gamma: {
      kind: "number",
      title: "Gamma",
      default: 2,
      min: 0,
      max: 10,
      description:
        "Weight of the slope here, the rest goes to the slope before; 1 is Euler, and 1.5 is of second order where the steps are even in sigma.",
    },
  },
  evaluationsPerStep: 1,
  flow: "own",
  source: "Permenter & Yuan 2024, Algorithm 2 (arXiv:2306.04848)",
  step(input, denoise) {
    const gamma = numberOption(input.options, "ge_gamma");
    const order = input.sigmaNext === 0 ? 1 : 2;
    return linearMultistep(input, denoise, order, (sigmas, sigmaNext) => {
      const length = sigmaNext - (sigmas[0] ?? NaN);
      return sigmas.length === 1
        ? [length]
        : [gamma * length, (1 - gamma) * length];
    });
  },
};
