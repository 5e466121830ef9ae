import { combine } from "../combine.ts";
import { checkChurn, churned, churnParameters, churns } from "./churn.ts";
import type { Solver } from "./solver.ts";

/** Euler's method on dx/dsigma = (x − D)/sigma, which is DDIM: Karras et al. 2022, Algorithm 1 without correction. */
export const euler: Solver = {
  title: "Euler (DDIM)",
  names: {
    comfyui: ["euler", "ddim"],
    diffusers: [
      "EulerDiscreteScheduler",
      "EDMEulerScheduler",
      "FlowMatchEulerDiscreteScheduler",
    ],
  },
  order: 1,
  historyLength: 0,
  stochastic: churns,
  parameters: churnParameters,
  check: checkChurn,
  evaluationsPerStep: 1,
  flow: "own",
  source:
    "Song et al. 2021, DDIM (arXiv:2010.02502); Karras et al. 2022, Algorithm 2 without correction (arXiv:2206.00364)",
  async step(input, denoise) {
    const { x, sigma } = churned(input);
    const denoised = await denoise(x, sigma);
    const ratio = input.sigmaNext / sigma;
    return { x: combine(x, [ratio, x], [1 - ratio, denoised]), denoised };
  },
};
