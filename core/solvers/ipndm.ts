import { numberOption } from "../options.ts";
import { linearMultistep } from "./linear-multistep.ts";
import { maxOrder } from "./max-order.ts";
import type { Solver } from "./solver.ts";

/** Weights of Adams–Bashforth for even steps, newest first, by order. */
const evenWeights: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [3 / 2, -1 / 2],
  3: [23 / 12, -16 / 12, 5 / 12],
  4: [55 / 24, -59 / 24, 37 / 24, -9 / 24],
};

/**
 * Improved PNDM: Zhang & Chen 2023, equation 16 (arXiv:2204.13902), on dx/dsigma as in diff-sampler. The weights are those
 * of even steps whatever the schedule's spacing, so that it is of full order, and LMS, where that is even in sigma; where
 * steps change little by little it is of second order.
 */
export const ipndm: Solver = {
  title: "iPNDM",
  names: { comfyui: ["ipndm"] },
  order: 2,
  historyLength: 3,
  stochastic: () => false,
  parameters: maxOrder(4),
  evaluationsPerStep: 1,
  flow: "own",
  source:
    "Zhang & Chen 2023, section 3.4 (arXiv:2204.13902); Liu et al. 2022 (arXiv:2202.09778)",
  step(input, denoise) {
    const most = numberOption(input.options, "max_order");
    const order = input.sigmaNext === 0 ? 1 : most;
    return linearMultistep(input, denoise, order, (sigmas, sigmaNext) =>
      (evenWeights[sigmas.length] ?? []).map(
        (weight) => weight * (sigmaNext - (sigmas[0] ?? NaN)),
      ),
    );
  },
};
