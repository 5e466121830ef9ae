import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { ancestralStep } from "./ancestral.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import type { Solver } from "./solver.ts";

/**
 * DPM++ 2S ancestral with CFG++ (Chung et al. 2024, arXiv:2406.08070), as ComfyUI has it: both stages start from the
 * state moved by the difference of the guided and the unconditional D.
 */
export const dpmpp2sAncestralCfgPp: Solver = {
  title: "DPM++ 2S ancestral CFG++",
  names: { comfyui: ["dpmpp_2s_ancestral_cfg_pp"] },
  order: 2,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: {
    ...noiseParameters,
    unconditional: {
      kind: "choice",
      title: "Unconditional D",
      seldom: true,
      default: "middle",
      choices: ["middle", "start"],
      description:
        "Whose the second stage takes: the middle's as in ComfyUI, or the start's as the first stage does, which alone is right without guidance.",
    },
  },
  guided: true,
  evaluationsPerStep: 2,
  source:
    "Lu et al. 2022, Algorithm 1 (arXiv:2211.01095) with Chung et al. 2024, CFG++ (arXiv:2406.08070)",
  async step({ x, sigma, sigmaNext, options, process, noise, denoiseParts }) {
    const { denoised, unconditional } = await denoiseParts(x, sigma);
    const eta = numberOption(options, "eta");
    const { down, up } = ancestralStep(process, sigma, sigmaNext, eta);
    const scale = up * numberOption(options, "s_noise");
    const draw = () => noise(sigma, sigmaNext);
    if (down === 0) return { x: withNoise(denoised, scale, draw), denoised };
    const middle = Math.sqrt(sigma * down);
    const first = middle / sigma;
    // the state moved by guided less unconditional, and D, in one sum
    const halfway = combine(
      x,
      [first, x],
      [1, denoised],
      [-first, unconditional],
    );
    const there = await denoiseParts(halfway, middle);
    const ratio = down / sigma;
    const next = combine(
      x,
      [ratio, x],
      [ratio, denoised],
      [
        -ratio,
        options["unconditional"] === "start"
          ? unconditional
          : there.unconditional,
      ],
      [1 - ratio, there.denoised],
    );
    return { x: withNoise(next, scale, draw), denoised };
  },
};
