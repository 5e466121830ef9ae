import { combine } from "../combine.ts";
import { keptVector } from "./kept.ts";
import type { Solver } from "./solver.ts";

/**
 * DPM++ 2M with CFG++ (Chung et al. 2024, arXiv:2406.08070), as ComfyUI has it: noise is taken from the unconditional D,
 * and the second-order term is the guided D less the unconditional one of the step before.
 */
export const dpmpp2mCfgPp: Solver = {
  title: "DPM++ 2M CFG++",
  names: { comfyui: ["dpmpp_2m_cfg_pp"] },
  order: 2,
  historyLength: 1,
  stochastic: () => false,
  parameters: {},
  guided: true,
  evaluationsPerStep: 1,
  source:
    "Lu et al. 2022, Algorithm 2 (arXiv:2211.01095) with Chung et al. 2024, CFG++ (arXiv:2406.08070)",
  async step({ x, sigma, sigmaNext, history, denoiseParts }) {
    const { denoised, unconditional } = await denoiseParts(x, sigma);
    const ratio = sigmaNext / sigma;
    const [before] = history;
    const weight =
      before && sigmaNext > 0
        ? ((1 - ratio) * Math.log(sigma / sigmaNext)) /
          (2 * Math.log(before.sigma / sigma))
        : 0;
    return {
      x: combine(
        x,
        [ratio, x],
        [1 + weight, denoised],
        [-ratio, unconditional],
        [-weight, before ? keptVector(before, "unconditional") : denoised],
      ),
      denoised,
      kept: { unconditional },
    };
  },
};
