import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import type { Vector } from "../vector.ts";
import { ancestralStep } from "./ancestral.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import type { Solver } from "./solver.ts";

/**
 * DPM-Solver++ with noise in two stages, k-diffusion's `sample_dpmpp_sde`: a first one to a share r of the step in
 * ln sigma, a second one over the whole step with D extrapolated from both.
 *
 * It asks for noise over two intervals that overlap, from sigma to the middle and from sigma to the next level. ComfyUI
 * draws both from one Brownian path, so that they are correlated, which makes the samples' variance right to second
 * order; with independent draws it is right to first order only, as that of stochastic DDIM.
 */
export const dpmppSde: Solver = {
  title: "DPM++ SDE",
  names: {
    comfyui: ["dpmpp_sde", "dpmpp_sde_gpu"],
    diffusers: ["DPMSolverSDEScheduler"],
  },
  order: 2,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: {
    ...noiseParameters,
    r: {
      kind: "number",
      title: "Middle",
      default: 1 / 2,
      min: 0.01,
      max: 1,
      description:
        "Where between the two levels the second evaluation is, as a share of the step in ln sigma.",
    },
  },
  evaluationsPerStep: 2,
  flow: "scaled",
  source:
    "Lu et al. 2022 (arXiv:2211.01095), with the noise of k-diffusion's sample_dpmpp_sde",
  async step({ x, sigma, sigmaNext, options, process, noise }, denoise) {
    const denoised = await denoise(x, sigma);
    if (sigmaNext === 0) return { x: denoised, denoised };
    const eta = numberOption(options, "eta");
    const strength = numberOption(options, "s_noise");
    const stage = (to: number, data: Vector): Vector => {
      const { down, up } = ancestralStep(process, sigma, to, eta);
      const ratio = down / sigma;
      return withNoise(
        combine(x, [ratio, x], [1 - ratio, data]),
        up * strength,
        () => noise(sigma, to),
      );
    };
    const r = numberOption(options, "r");
    const middle = sigma * (sigmaNext / sigma) ** r;
    const there = await denoise(stage(middle, denoised), middle);
    const weight = 1 / (2 * r);
    const data = combine(x, [1 - weight, denoised], [weight, there]);
    return { x: stage(sigmaNext, data), denoised };
  },
};
