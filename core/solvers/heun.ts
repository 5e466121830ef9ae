import { combine } from "../combine.ts";
import { checkChurn, churned, churnParameters, churns } from "./churn.ts";
import type { Solver } from "./solver.ts";

/** The trapezoidal rule in sigma: Karras et al. 2022, Algorithms 1 and 2 (arXiv:2206.00364). */
export const heun: Solver = {
  title: "Heun",
  names: {
    comfyui: ["heun"],
    diffusers: ["HeunDiscreteScheduler", "FlowMatchHeunDiscreteScheduler"],
    authors: ["edm_heun"],
  },
  peerOptions: { S_min: { option: "s_tmin" }, S_max: { option: "s_tmax" } },
  order: 2,
  historyLength: 0,
  stochastic: churns,
  parameters: churnParameters,
  check: checkChurn,
  evaluationsPerStep: 2,
  flow: "own",
  source: "Karras et al. 2022, Algorithm 2 (arXiv:2206.00364)",
  async step(input, denoise) {
    const { sigmaNext } = input;
    const { x, sigma } = churned(input);
    const denoised = await denoise(x, sigma);
    const ratio = sigmaNext / sigma;
    const euler = combine(x, [ratio, x], [1 - ratio, denoised]);
    // the slope is undefined at sigma = 0
    if (sigmaNext === 0) return { x: euler, denoised };
    const corrected = await denoise(euler, sigmaNext);
    const half = (sigmaNext - sigma) / 2;
    return {
      x: combine(
        x,
        [1 + half / sigma, x],
        [-half / sigma, denoised],
        [half / sigmaNext, euler],
        [-half / sigmaNext, corrected],
      ),
      denoised,
    };
  },
};
