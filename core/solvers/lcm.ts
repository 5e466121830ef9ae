import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { dataShare } from "./flow.ts";
import { noiseParameters, withNoise } from "./noise-options.ts";
import type { Solver } from "./solver.ts";

/**
 * Multistep sampling of a consistency model: D, and noise of the next level put on it. Only where D is a sample of the
 * data, which a consistency model's is, are the results samples too; D of a denoiser is a mean, of too little variance.
 */
export const lcm: Solver = {
  title: "LCM",
  names: { comfyui: ["lcm"], diffusers: ["LCMScheduler"] },
  order: 1,
  historyLength: 0,
  stochastic: (options) => numberOption(options, "s_noise") > 0,
  parameters: { s_noise: noiseParameters.s_noise },
  evaluationsPerStep: 1,
  flow: "own",
  source:
    "Luo et al. 2023, Algorithm 3 (arXiv:2310.04378); Song et al. 2023, Algorithm 1 (arXiv:2303.01469)",
  async step({ x, sigma, sigmaNext, options, process, noise }, denoise) {
    const denoised = await denoise(x, sigma);
    const share = dataShare(process, sigmaNext);
    const data = share === 1 ? denoised : combine(x, [share, denoised]);
    const scale = sigmaNext * numberOption(options, "s_noise");
    return {
      x: withNoise(data, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};
