import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { flowSigma, flowTime } from "../parameterisation.ts";
import { ancestralStep } from "./ancestral.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import type { Process, Solver } from "./solver.ts";

/**
 * DPM-Solver++(2S) with its middle halfway in lambda: Lu et al. 2022, Algorithm 1 (arXiv:2211.01095), to a level below
 * the next one, and noise back up to it.
 */
export const dpmpp2sAncestral: Solver = {
  title: "DPM++ 2S ancestral",
  names: { comfyui: ["dpmpp_2s_ancestral"] },
  presets: { dpmpp_2s: { eta: 0 } },
  order: 2,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: noiseParameters,
  evaluationsPerStep: 2,
  flow: "own",
  source:
    "Lu et al. 2022, Algorithm 1 (arXiv:2211.01095), with the ancestral noise of k-diffusion",
  async step({ x, sigma, sigmaNext, options, process, noise }, denoise) {
    const denoised = await denoise(x, sigma);
    const eta = numberOption(options, "eta");
    const { down, kept, up } = ancestralStep(process, sigma, sigmaNext, eta);
    const scale = up * numberOption(options, "s_noise");
    // lambda is infinite there
    if (down === 0)
      return {
        x: withNoise(denoised, scale, () => noise(sigma, sigmaNext)),
        denoised,
      };
    const middle = middleOf(process, sigma, down);
    const first = middle / sigma;
    const halfway = combine(x, [first, x], [1 - first, denoised]);
    const there = await denoise(halfway, middle);
    const ratio = down / sigma;
    const next = combine(x, [kept * ratio, x], [kept * (1 - ratio), there]);
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};

/** Halfway in ln(alpha / sigma) between two levels. */
function middleOf(process: Process, from: number, to: number): number {
  if (process === "variance-exploding") return Math.sqrt(from * to);
  // noise alone is infinitely far: ComfyUI's level near it
  if (from === 1) return 0.9999;
  return flowTime(Math.sqrt(flowSigma(from) * flowSigma(to)));
}
