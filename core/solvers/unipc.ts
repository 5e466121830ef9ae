import { BadInput } from "../bad-input.ts";
import { optionName } from "../option-name.ts";
import { numberOption, switchOption } from "../options.ts";
import type { ParameterValues } from "../parameter.ts";
import type { Vector } from "../vector.ts";
import { exponentialStep, exponentialWeights } from "./exponential-weights.ts";
import { keptVector } from "./kept.ts";
import { stepOrder } from "./lower-order-final.ts";
import type { Solver } from "./solver.ts";

/**
 * UniPC on data predictions: Zhao et al. 2023, Algorithms 5 and 6 (arXiv:2302.04867). A step predicts the next state
 * from earlier evaluations, and corrects it with the evaluation there, which the next step begins with: one order more
 * than its predictor has.
 */
export const unipc: Solver = {
  title: "UniPC",
  names: {
    comfyui: ["uni_pc", "uni_pc_bh2"],
    diffusers: ["UniPCMultistepScheduler"],
    authors: ["unipc_multistep"],
  },
  presets: {
    uni_pc_bh2: { variant: "bh2" },
    UniPCMultistepScheduler: { variant: "bh2", max_order: 2, final_sigma: 0 },
    unipc_multistep: { variant: "bh2", final_sigma: 0 },
  },
  peerOptions: {
    solver_order: { option: "max_order" },
    solver_type: { option: "variant" },
    predict_x0: { values: { true: {} } },
  },
  order: 4,
  historyLength: 2,
  stochastic: () => false,
  parameters: {
    variant: {
      kind: "choice",
      title: "Variant",
      default: "bh1",
      choices: ["bh1", "bh2"],
      choiceTitles: { bh1: "B(h) = h (bh1)", bh2: "B(h) = e^h − 1 (bh2)" },
      description:
        "B(h) of the paper, which weighs the difference of two evaluations where there are no more: h (bh1) or e^h − 1 (bh2).",
    },
    max_order: {
      kind: "number",
      title: "Order",
      default: 3,
      min: 1,
      max: 3,
      whole: true,
      description:
        "Order of the predictor; the corrector's is one more. The first steps have less.",
    },
    lower_order_final: {
      kind: "switch",
      title: "Lower order at the end",
      seldom: true,
      default: true,
      description:
        "Gives no step a higher order than there are steps left, the last one included.",
    },
    corrector: {
      kind: "switch",
      title: "Corrector",
      seldom: true,
      default: true,
      description:
        "Corrects each state but the last, at no further evaluation.",
    },
    final_sigma: {
      kind: "number",
      title: "Sigma for zero",
      seldom: true,
      default: 0.001,
      min: 0,
      max: 1,
      description:
        "The noise level that it ends at where the schedule ends at zero: 0.001 in ComfyUI, 0 in diffusers.",
    },
  },
  evaluationsPerStep: 1,
  flow: "scaled",
  grid: endAbove,
  source: "Zhao et al. 2023, Algorithms 5 and 6 (arXiv:2302.04867)",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, options } = input;
    const [before] = history;
    const corrects = switchOption(options, "corrector");
    const denoised =
      before && corrects
        ? keptVector(before, "ahead")
        : await denoise(x, sigma);
    const order = stepOrder(input, numberOption(options, "max_order"));
    const past = history.slice(0, order - 1);
    const sigmas = [sigma, ...past.map((step) => step.sigma)];
    const known = [denoised, ...past.map((step) => step.denoised)];
    const bh2 = options["variant"] === "bh2";
    const move = (levels: readonly number[], data: readonly Vector[]): Vector =>
      exponentialStep(
        "data",
        x,
        sigma,
        sigmaNext,
        uniWeights(sigma, sigmaNext, levels, bh2),
        data,
      );
    const predicted = move(sigmas, known);
    const last = input.index === input.sigmas.length - 2;
    if (!corrects || last) return { x: predicted, denoised };
    const ahead = await denoise(predicted, sigmaNext);
    return {
      x: move([...sigmas, sigmaNext], [...known, ahead]),
      denoised,
      kept: { ahead },
    };
  },
};

/** Equation 9 and its like: exact integrals of a polynomial, but for two evaluations half of B(h) times their difference. */
function uniWeights(
  sigma: number,
  sigmaNext: number,
  levels: readonly number[],
  bh2: boolean,
): number[] {
  const [, other] = levels;
  if (levels.length !== 2 || other === undefined)
    return exponentialWeights("data", sigma, sigmaNext, levels);
  const h = Math.log(sigma / sigmaNext);
  const whole = 1 - sigmaNext / sigma;
  const second = ((bh2 ? whole : h) / 2) * (h / Math.log(sigma / other));
  return [whole - second, second];
}

/** The schedule with `final_sigma` in the place of a last 0. */
function endAbove(
  sigmas: readonly number[],
  options: ParameterValues,
): number[] {
  const final = numberOption(options, "final_sigma");
  const lowest = sigmas.at(-2) ?? 0;
  if (sigmas.at(-1) !== 0 || final === 0) return [...sigmas];
  if (final >= lowest)
    throw new BadInput(
      `UniPC's ${optionName(unipc.parameters, "final_sigma")} must be below the schedule's last noise level above 0, ${lowest}, got ${final}; 0 ends at 0 itself`,
    );
  return [...sigmas.slice(0, -1), final];
}
