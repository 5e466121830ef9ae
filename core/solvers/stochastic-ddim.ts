import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import type { Solver } from "./solver.ts";

/** DDIM with noise: at eta 1 the posterior of DDPM, x ← (a/b)² x + (1 − a²/b²) D + a sqrt(1 − a²/b²) z from b to a. */
export const stochasticDdim: Solver = {
  title: "Stochastic DDIM",
  names: {
    comfyui: ["euler_ancestral"],
    diffusers: "EulerAncestralDiscreteScheduler",
  },
  presets: { ddpm: { eta: 1, s_noise: 1 } },
  order: 1,
  historyLength: 0,
  stochastic: (options) => numberOption(options, "eta") > 0,
  parameters: {
    eta: {
      kind: "number",
      title: "Eta",
      default: 1,
      min: 0,
      max: 10,
      description:
        "Share of the noise that is drawn anew at each step; 0 is DDIM, 1 is DDPM.",
    },
    s_noise: {
      kind: "number",
      title: "Noise scale",
      default: 1,
      min: 0,
      max: 100,
      description: "Standard deviation of the noise that is drawn.",
    },
  },
  evaluationsPerStep: 1,
  source:
    "Song et al. 2021, equation 16 (arXiv:2010.02502); Ho et al. 2020 (arXiv:2006.11239)",
  async step({ x, sigma, sigmaNext, options, noise }, denoise) {
    const denoised = await denoise(x, sigma);
    const eta = numberOption(options, "eta");
    const full = (sigmaNext * Math.sqrt(sigma ** 2 - sigmaNext ** 2)) / sigma;
    const up = Math.min(sigmaNext, eta * full);
    const ratio = Math.sqrt(sigmaNext ** 2 - up ** 2) / sigma;
    const next = combine(x, [ratio, x], [1 - ratio, denoised]);
    if (up === 0) return { x: next, denoised };
    const scale = up * numberOption(options, "s_noise");
    return {
      x: combine(x, [1, next], [scale, noise(sigma, sigmaNext)]),
      denoised,
    };
  },
};
