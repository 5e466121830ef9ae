import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { ancestralStep } from "./ancestral.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import type { Solver } from "./solver.ts";

/**
 * The midpoint rule in sigma with the midpoint in ln sigma, DPM-Solver-2 as Karras et al. 2022 write it (Algorithm 3,
 * arXiv:2206.00364), to a level below the next one, and noise back up to it.
 */
export const dpm2Ancestral: Solver = {
  title: "DPM 2 ancestral",
  names: {
    comfyui: ["dpm_2_ancestral"],
    diffusers: ["KDPM2AncestralDiscreteScheduler"],
  },
  order: 2,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: noiseParameters,
  evaluationsPerStep: 2,
  flow: "own",
  source:
    "Lu et al. 2022, DPM-Solver-2 (arXiv:2206.00927), with the ancestral noise of k-diffusion",
  async step({ x, sigma, sigmaNext, options, process, noise }, denoise) {
    const denoised = await denoise(x, sigma);
    const eta = numberOption(options, "eta");
    const { down, kept, up } = ancestralStep(process, sigma, sigmaNext, eta);
    const scale = up * numberOption(options, "s_noise");
    // the middle in ln sigma of a step to 0 is 0, where there is no slope
    if (down === 0)
      return {
        x: withNoise(denoised, scale, () => noise(sigma, sigmaNext)),
        denoised,
      };
    const middle = Math.sqrt(sigma * down);
    const ratio = middle / sigma;
    const halfway = combine(x, [ratio, x], [1 - ratio, denoised]);
    const there = await denoise(halfway, middle);
    const slope = (kept * (down - sigma)) / middle;
    const next = combine(x, [kept, x], [slope, halfway], [-slope, there]);
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};
