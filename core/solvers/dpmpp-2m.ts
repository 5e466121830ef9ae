import { combine } from "../combine.ts";
import { endsFirstOrder, lowerOrderFinal } from "./lower-order-final.ts";
import type { Solver } from "./solver.ts";

/** DPM-Solver++(2M): Lu et al. 2022, Algorithm 2 (arXiv:2211.01095), with lambda = −ln sigma. */
export const dpmpp2m: Solver = {
  title: "DPM++ 2M",
  names: { comfyui: ["dpmpp_2m"] },
  order: 2,
  historyLength: 1,
  stochastic: () => false,
  parameters: lowerOrderFinal,
  evaluationsPerStep: 1,
  flow: "own",
  source: "Lu et al. 2022, Algorithm 2 (arXiv:2211.01095)",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history } = input;
    const denoised = await denoise(x, sigma);
    const ratio = sigmaNext / sigma;
    const [before] = history;
    if (!before || endsFirstOrder(input))
      return { x: combine(x, [ratio, x], [1 - ratio, denoised]), denoised };
    // h_i / (2 h_{i−1}), the weight of the difference of two denoised states
    const weight =
      Math.log(sigma / sigmaNext) / (2 * Math.log(before.sigma / sigma));
    return {
      x: combine(
        x,
        [ratio, x],
        [(1 - ratio) * (1 + weight), denoised],
        [(ratio - 1) * weight, before.denoised],
      ),
      denoised,
    };
  },
};
