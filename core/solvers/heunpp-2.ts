import { combine } from "../combine.ts";
import { checkChurn, churned, churnParameters, churns } from "./churn.ts";
import { slopeOf } from "./linear-multistep.ts";
import type { Solver } from "./solver.ts";

/**
 * Heun++ 2 of sd-webui-samplers-scheduler: Euler on a mean of the slopes here, one and two steps of Euler on, weighed
 * by their levels beside the schedule's first. Away from that first level the weights of the slopes ahead go to 0,
 * so that it converges like Euler's method.
 */
export const heunpp2: Solver = {
  title: "Heun++ 2",
  names: { comfyui: ["heunpp2"] },
  order: 1,
  historyLength: 0,
  stochastic: churns,
  parameters: churnParameters,
  check: checkChurn,
  evaluationsPerStep: 3,
  flow: "own",
  source:
    "Carzit/sd-webui-samplers-scheduler, sample_heunpp2, as ComfyUI has it; no paper",
  async step(input, denoise) {
    const { index, sigmas } = input;
    const [first = NaN] = sigmas;
    const { x, sigma } = churned(input);
    // ComfyUI draws also where no noise is put back: the steps after have the same draws as there
    if (sigma === input.sigma && churns(input.options))
      input.noise(sigma, sigma);
    const denoised = await denoise(x, sigma);
    const slope = slopeOf(x, sigma, denoised);
    const euler = combine(x, [1, x], [input.sigmaNext - sigma, slope]);
    // the last step is Euler's, the one before looks one level ahead, the others two
    const ahead = sigmas.slice(
      index + 1,
      Math.min(index + 3, sigmas.length - 1),
    );
    const slopes = [];
    let state = euler;
    for (const [k, level] of ahead.entries()) {
      const there = slopeOf(state, level, await denoise(state, level));
      slopes.push(there);
      const next = ahead[k + 1];
      if (next !== undefined)
        state = combine(state, [1, state], [next - level, there]);
    }
    const weights = ahead.map((level) => level / ((ahead.length + 1) * first));
    const own = 1 - weights.reduce((sum, weight) => sum + weight, 0);
    const length = input.sigmaNext - sigma;
    return {
      x: combine(
        x,
        [1, x],
        [length * own, slope],
        ...slopes.map(
          (vector, k) => [length * (weights[k] ?? NaN), vector] as const,
        ),
      ),
      denoised,
    };
  },
};
