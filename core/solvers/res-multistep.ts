import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { ancestralStep } from "./ancestral.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import { phi2 } from "./phi.ts";
import type { Solver, StepInput } from "./solver.ts";

/**
 * The refined exponential solver of two steps: Zhang et al. 2023, Algorithm 2 (arXiv:2308.02157), to a level below the
 * next one, and noise back up to it. Without noise it is DPM++ 2M SDE of type heun at eta 0.
 */
export const resMultistep: Solver = {
  title: "RES multistep",
  names: { comfyui: ["res_multistep", "res_multistep_ancestral"] },
  presets: { res_multistep_ancestral: { eta: 1 } },
  order: 2,
  historyLength: 1,
  stochastic: drawsNoise,
  parameters: {
    eta: { ...noiseParameters.eta, default: 0 },
    s_noise: noiseParameters.s_noise,
  },
  evaluationsPerStep: 1,
  source: "Zhang et al. 2023, Algorithm 2 (arXiv:2308.02157)",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, options, process, noise } = input;
    const denoised = await denoise(x, sigma);
    const eta = numberOption(options, "eta");
    const { down, up } = ancestralStep(process, sigma, sigmaNext, eta);
    const [before] = history;
    const ratio = down / sigma;
    const weight = resWeight(input, down);
    const next = combine(
      x,
      [ratio, x],
      [1 - ratio + weight, denoised],
      [-weight, before?.denoised ?? denoised],
    );
    const scale = up * numberOption(options, "s_noise");
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};

/**
 * Weight of the difference of D to that of the step before, for a step to `down`.
 * @returns 0 where there is no step before, or the step goes to 0.
 */
export function resWeight(input: StepInput, down: number): number {
  const { sigma, history, options, process } = input;
  const [before] = history;
  if (!before || down === 0) return 0;
  const h = Math.log(sigma / down);
  // the step before is as long as its deterministic part was
  const eta = numberOption(options, "eta");
  const { down: reached } = ancestralStep(process, before.sigma, sigma, eta);
  return (phi2(h) * h) / Math.log(before.sigma / reached);
}
