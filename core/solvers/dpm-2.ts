import { combine } from "../combine.ts";
import { checkChurn, churned, churnParameters, churns } from "./churn.ts";
import type { Solver } from "./solver.ts";

/** The midpoint rule in sigma with its middle halfway in ln sigma: Karras et al. 2022, Algorithm 2 (arXiv:2206.00364), with DPM-Solver-2's middle. */
export const dpm2: Solver = {
  title: "DPM 2",
  names: { comfyui: ["dpm_2"], diffusers: ["KDPM2DiscreteScheduler"] },
  order: 2,
  historyLength: 0,
  stochastic: churns,
  parameters: churnParameters,
  check: checkChurn,
  evaluationsPerStep: 2,
  flow: "own",
  source:
    "Lu et al. 2022, DPM-Solver-2 (arXiv:2206.00927); Karras et al. 2022, Algorithm 2 (arXiv:2206.00364)",
  async step(input, denoise) {
    const { sigmaNext } = input;
    const { x, sigma } = churned(input);
    const denoised = await denoise(x, sigma);
    // there is no middle in ln sigma
    if (sigmaNext === 0) return { x: denoised, denoised };
    const middle = Math.sqrt(sigma * sigmaNext);
    const ratio = middle / sigma;
    const halfway = combine(x, [ratio, x], [1 - ratio, denoised]);
    const there = await denoise(halfway, middle);
    const length = sigmaNext - sigma;
    return {
      x: combine(
        x,
        [1, x],
        [length / middle, halfway],
        [-length / middle, there],
      ),
      denoised,
    };
  },
};
