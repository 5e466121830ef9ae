import { numberOption } from "../options.ts";
import { adamsBashforth, linearMultistep } from "./linear-multistep.ts";
import { maxOrder } from "./max-order.ts";
import type { Solver } from "./solver.ts";

/**
 * iPNDM with the weights of the schedule's own spacing, which makes it LMS. Those of diff-sampler, which ComfyUI took
 * over, have slips from order 3 on, which leave it third order at best, and less where steps change abruptly. They are the
 * default, so that the name gives the numbers that people know; the exact ones are an option.
 */
export const ipndmV: Solver = {
  title: "iPNDM-v",
  names: { comfyui: ["ipndm_v"] },
  order: 4,
  historyLength: 3,
  stochastic: () => false,
  parameters: {
    ...maxOrder(4),
    weights: {
      kind: "choice",
      title: "Weights",
      seldom: true,
      default: "comfyui",
      choices: ["comfyui", "exact"],
      choiceTitles: { comfyui: "as published (comfyui)" },
      description:
        "comfyui: the numbers of ComfyUI and diff-sampler, whose formula has slips from order 3 on. exact: the right ones, of full order.",
    },
  },
  evaluationsPerStep: 1,
  flow: "own",
  source:
    "Zhang & Chen 2023, section 3.4 (arXiv:2204.13902); diff-sampler, ipndm_v",
  step(input, denoise) {
    const most = numberOption(input.options, "max_order");
    const order = input.sigmaNext === 0 ? 1 : most;
    return linearMultistep(
      input,
      denoise,
      order,
      input.options["weights"] === "comfyui" ? misplaced : adamsBashforth,
    );
  },
};

/**
 * The weights of the peers. In Newton's form, with the slopes' differences of second and third order made 1 at the
 * newest slope, the exact weights of these are (1 − a) b / 2 and ((1 − a)/2 − c) e. The peers compute (1 − a b)/2 and
 * ((1 − a)/2 + c) e, and give the oldest of four slopes the ratio of other steps.
 */
function misplaced(sigmas: readonly number[], sigmaNext: number): number[] {
  const exact = adamsBashforth(sigmas, sigmaNext);
  if (sigmas.length < 3) return exact;
  const [s0 = NaN, s1 = NaN, s2 = NaN, s3] = sigmas;
  const length = sigmaNext - s0;
  // from the earlier levels to the one to go to
  const [p, q] = [sigmaNext - s1, sigmaNext - s2];
  const a = length / (3 * p);
  const b = (length * p) / ((s0 - s1) * (s0 - s2));
  const second = (1 - a * b) / 2 - ((1 - a) * b) / 2;
  const secondDifference = difference([s0, s1, s2]);
  const withSecond = exact.map(
    (weight, k) => weight + length * second * (secondDifference[k] ?? 0),
  );
  if (s3 === undefined) return withSecond;
  const c = ((1 - length / (2 * p)) * length) / (6 * q);
  const e = (b * q) / (s0 - s3);
  const thirdDifference = difference(sigmas);
  const oldest = thirdDifference[3] ?? NaN;
  const wrongRatio = ((s0 - s1) * (s2 - s3)) / (s1 - s2) ** 2;
  const third = ((1 - a) / 2 + c) * e;
  return withSecond.map(
    (weight, k) =>
      weight +
      length * 2 * c * e * (thirdDifference[k] ?? NaN) +
      (k === 3 ? length * third * oldest * (wrongRatio - 1) : 0),
  );
}

/** Weights of a divided difference over levels, as multiples of the first. */
function difference(sigmas: readonly number[]): number[] {
  const products = sigmas.map((own) =>
    sigmas.reduce(
      (product, other) => (other === own ? product : product * (own - other)),
      1,
    ),
  );
  return products.map((product) => (products[0] ?? NaN) / product);
}
