import { ancestralAbove, endsAboveZero } from "./above-zero.ts";
import { stagedStep } from "./dpm-solver-stages.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import type { Solver } from "./solver.ts";

const title = "DPM fast";

/**
 * DPM-Solver-fast: Lu et al. 2022, section 3.4 and appendix C (arXiv:2206.00927): as many evaluations as the schedule has
 * steps, spent on steps of third order, even in ln sigma, and one or two of lower order at the end. Of the schedule it
 * takes the number of steps, the first level and the last above zero, where it ends.
 */
export const dpmFast: Solver = {
  title,
  names: { comfyui: ["dpm_fast"] },
  order: 3,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: {
    ...noiseParameters,
    eta: { ...noiseParameters.eta, default: 0 },
  },
  evaluationsPerStep: 1,
  flow: "scaled",
  ownSteps: "makes its own steps between the schedule's ends above 0",
  grid(sigmas) {
    const [first, last] = endsAboveZero(sigmas, title);
    const steps = Math.floor((sigmas.length - 1) / 3) + 1;
    return Array.from({ length: steps + 1 }, (_, i) =>
      i === steps ? last : first * (last / first) ** (i / steps),
    );
  },
  source:
    "Lu et al. 2022, DPM-Solver, section 3.4 and appendix C (arXiv:2206.00927)",
  async step(input, denoise) {
    const {
      x,
      sigma,
      sigmaNext,
      index,
      sigmas,
      scheduleSteps,
      options,
      noise,
    } = input;
    const denoised = await denoise(x, sigma);
    const end = sigmas.at(-1) ?? 0;
    const { to, scale } = ancestralAbove(options, sigma, sigmaNext, end);
    const left = sigmas.length - 2 - index;
    const order = orderOf(left, scheduleSteps % 3);
    const { x: next } = await stagedStep(
      order,
      { x, from: sigma, to, denoised },
      denoise,
    );
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};

/**
 * @param left - How many steps come after.
 * @param rest - Evaluations that fill no step of third order.
 */
function orderOf(left: number, rest: number): 1 | 2 | 3 {
  if (rest === 0) return left === 0 ? 1 : left === 1 ? 2 : 3;
  return left > 0 ? 3 : rest === 1 ? 1 : 2;
}
