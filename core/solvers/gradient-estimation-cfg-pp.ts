import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { gradientEstimation } from "./gradient-estimation.ts";
import { keptVector } from "./kept.ts";
import { slopeOf } from "./linear-multistep.ts";
import type { Solver } from "./solver.ts";

/**
 * Gradient estimation with CFG++ (Chung et al. 2024, arXiv:2406.08070), as ComfyUI has it: the slopes are those of the
 * unconditional D.
 */
export const gradientEstimationCfgPp: Solver = {
  title: "Gradient estimation CFG++",
  names: { comfyui: ["gradient_estimation_cfg_pp"] },
  order: 1,
  historyLength: 1,
  stochastic: () => false,
  parameters: gradientEstimation.parameters,
  guided: true,
  evaluationsPerStep: 1,
  source:
    "Permenter & Yuan 2024, Algorithm 2 (arXiv:2306.04848) with Chung et al. 2024, CFG++ (arXiv:2406.08070)",
  async step({ x, sigma, sigmaNext, history, options, denoiseParts }) {
    const { denoised, unconditional } = await denoiseParts(x, sigma);
    const slope = slopeOf(x, sigma, unconditional);
    const [before] = history;
    const weight =
      before && sigmaNext > 0
        ? (numberOption(options, "ge_gamma") - 1) * (sigmaNext - sigma)
        : 0;
    return {
      x: combine(
        x,
        [1, denoised],
        [sigmaNext + weight, slope],
        [-weight, before ? keptVector(before, "slope") : slope],
      ),
      denoised,
      kept: { slope },
    };
  },
};
