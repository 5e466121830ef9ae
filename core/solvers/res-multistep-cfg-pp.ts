import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { ancestralStep } from "./ancestral.ts";
import { keptVector } from "./kept.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import { resWeight } from "./res-multistep.ts";
import type { Solver } from "./solver.ts";

/**
 * RES multistep with CFG++ (Chung et al. 2024, arXiv:2406.08070), as ComfyUI has it: the step is of the unconditional D,
 * from the state moved by the difference of the guided and the unconditional one.
 */
export const resMultistepCfgPp: Solver = {
  title: "RES multistep CFG++",
  names: {
    comfyui: ["res_multistep_cfg_pp", "res_multistep_ancestral_cfg_pp"],
  },
  presets: { res_multistep_ancestral_cfg_pp: { eta: 1 } },
  order: 2,
  historyLength: 1,
  stochastic: drawsNoise,
  parameters: {
    eta: { ...noiseParameters.eta, default: 0 },
    s_noise: noiseParameters.s_noise,
  },
  guided: true,
  evaluationsPerStep: 1,
  source:
    "Zhang et al. 2023, Algorithm 2 (arXiv:2308.02157) with Chung et al. 2024, CFG++ (arXiv:2406.08070)",
  async step(input) {
    const { x, sigma, sigmaNext, history, options, process, noise } = input;
    const { denoised, unconditional } = await input.denoiseParts(x, sigma);
    const eta = numberOption(options, "eta");
    const { down, up } = ancestralStep(process, sigma, sigmaNext, eta);
    const [before] = history;
    const ratio = down / sigma;
    const weight = resWeight(input, down);
    const next =
      before && down > 0
        ? combine(
            x,
            [ratio, x],
            [ratio, denoised],
            [1 - 2 * ratio + weight, unconditional],
            [-weight, keptVector(before, "unconditional")],
          )
        : combine(x, [ratio, x], [1, denoised], [-ratio, unconditional]);
    const scale = up * numberOption(options, "s_noise");
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
      kept: { unconditional },
    };
  },
};
