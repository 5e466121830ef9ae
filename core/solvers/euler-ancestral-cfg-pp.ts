import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { ancestralStep } from "./ancestral.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import type { Solver } from "./solver.ts";

/**
 * Stochastic DDIM with CFG++: noise is taken from the unconditional D, data from the guided one. Chung et al. 2024,
 * Algorithm 2 (arXiv:2406.08070).
 */
export const eulerAncestralCfgPp: Solver = {
  title: "Euler ancestral CFG++",
  names: { comfyui: ["euler_ancestral_cfg_pp", "euler_cfg_pp"] },
  presets: { euler_cfg_pp: { eta: 0 } },
  order: 1,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: noiseParameters,
  guided: true,
  evaluationsPerStep: 1,
  source: "Chung et al. 2024, CFG++, Algorithm 2 (arXiv:2406.08070)",
  async step({ x, sigma, sigmaNext, options, process, noise, denoiseParts }) {
    const { denoised, unconditional } = await denoiseParts(x, sigma);
    const eta = numberOption(options, "eta");
    const { down, up } = ancestralStep(process, sigma, sigmaNext, eta);
    const ratio = down / sigma;
    const next = combine(x, [ratio, x], [1, denoised], [-ratio, unconditional]);
    const scale = up * numberOption(options, "s_noise");
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};
