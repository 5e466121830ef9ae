import { numberOption } from "../options.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";
import type { Vector } from "../vector.ts";
import type { Prediction } from "./exponential-weights.ts";
import { slopeOf } from "./linear-multistep.ts";
import { lowerOrderFinal } from "./lower-order-final.ts";

/** What the DPM-Solvers take, under diffusers' names. */
export const dpmSolverParameters = {
  solver_order: {
    kind: "number",
    title: "Order",
    default: 2,
    min: 1,
    max: 3,
    whole: true,
    description: "How many evaluations a step is made of, 1 to 3.",
  },
  algorithm_type: {
    kind: "choice",
    title: "Predicts",
    default: "dpmsolver++",
    choices: ["dpmsolver++", "dpmsolver"],
    choiceTitles: {
      "dpmsolver++": "data (dpmsolver++)",
      dpmsolver: "noise (dpmsolver)",
    },
    description:
      "What is taken to be a polynomial over a step: the denoised data (++), or the noise.",
  },
  solver_type: {
    kind: "choice",
    title: "Second-order term",
    default: "midpoint",
    choices: ["midpoint", "heun"],
    description:
      "How the difference to another evaluation is weighed: at the middle of the step (midpoint), or by the exact integral (heun).",
  },
  ...lowerOrderFinal,
} as const satisfies Parameters;

export interface DpmSolverOptions {
  readonly order: number;
  readonly prediction: Prediction;
  readonly type: string;
}

export function dpmSolverOptions(options: ParameterValues): DpmSolverOptions {
  return {
    order: numberOption(options, "solver_order"),
    prediction: options["algorithm_type"] === "dpmsolver" ? "noise" : "data",
    type: String(options["solver_type"]),
  };
}

/** What a DPM-Solver takes an evaluation of the denoiser for. */
export function predictionOf(
  prediction: Prediction,
  x: Vector,
  sigma: number,
  denoised: Vector,
): Vector {
  return prediction === "data" ? denoised : slopeOf(x, sigma, denoised);
}
