import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { ancestralStep } from "./ancestral.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import type { Solver } from "./solver.ts";

/** DDIM with noise: at eta 1 the posterior of DDPM, x ← (a/b)² x + (1 − a²/b²) D + a sqrt(1 − a²/b²) z from b to a. */
export const stochasticDdim: Solver = {
  title: "Stochastic DDIM",
  names: {
    comfyui: ["euler_ancestral", "ddpm"],
    diffusers: [
      "EulerAncestralDiscreteScheduler",
      "DDPMScheduler",
      "DDIMScheduler",
    ],
  },
  presets: { ddpm: { eta: 1, s_noise: 1 }, DDIMScheduler: { eta: 0 } },
  order: 1,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: noiseParameters,
  evaluationsPerStep: 1,
  flow: "own",
  source:
    "Song et al. 2021, equation 16 (arXiv:2010.02502); Ho et al. 2020 (arXiv:2006.11239)",
  async step({ x, sigma, sigmaNext, options, process, noise }, denoise) {
    const denoised = await denoise(x, sigma);
    const eta = numberOption(options, "eta");
    const { down, kept, up } = ancestralStep(process, sigma, sigmaNext, eta);
    const ratio = down / sigma;
    const next = combine(x, [kept * ratio, x], [kept * (1 - ratio), denoised]);
    const scale = up * numberOption(options, "s_noise");
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};
