import { BadInput } from "../bad-input.ts";
import { numberOption, switchOption } from "../options.ts";
import type { ParameterValues } from "../parameter.ts";
import type { Vector } from "../vector.ts";
import {
  dpmSolverOptions,
  dpmSolverParameters,
  predictionOf,
} from "./dpm-solver-options.ts";
import {
  exponentialStep,
  exponentialWeights,
  midpointWeights,
} from "./exponential-weights.ts";
import { keptVector } from "./kept.ts";
import { stepOrder } from "./lower-order-final.ts";
import { dpmpp2mSde } from "./dpmpp-2m-sde.ts";
import type { Solver, StepInput, StepResult } from "./solver.ts";

/**
 * Multistep DPM-Solver and DPM-Solver++ of order 1 to 3: Lu et al. 2022 (arXiv:2206.00927 and arXiv:2211.01095, Algorithm 2
 * and appendix), with lambda = −ln sigma. At order 3 the authors' code, and all that follow it, count half of the
 * polynomial's square, which leaves second order; `logrho` counts all of it. With `sde-dpmsolver++` it is
 * SDE-DPM-Solver++ of order 1 or 2, as dpmpp-2m-sde.ts has it.
 */
export const dpmSolverMultistep: Solver = {
  title: "DPM-Solver multistep",
  names: {
    diffusers: [
      "DPMSolverMultistepScheduler",
      "EDMDPMSolverMultistepScheduler",
      "DEISMultistepScheduler",
    ],
    authors: ["dpm_pp_multistep", "dpm_solver_multistep_noise_pred"],
  },
  presets: {
    DPMSolverMultistepScheduler: { lower_order_final: true },
    EDMDPMSolverMultistepScheduler: { lower_order_final: true },
    dpm_pp_multistep: { solver_order: 3, lower_order_final: true },
    dpm_solver_multistep_noise_pred: {
      solver_order: 3,
      algorithm_type: "dpmsolver",
      lower_order_final: true,
    },
    DEISMultistepScheduler: {
      algorithm_type: "dpmsolver",
      solver_type: "logrho",
      lower_order_final: true,
    },
  },
  peerOptions: {
    max_order: { option: "solver_order" },
    predict_x0: {
      values: {
        true: { algorithm_type: "dpmsolver++" },
        false: { algorithm_type: "dpmsolver" },
      },
    },
    euler_at_final: {
      values: { true: { lower_order_final: true }, false: {} },
    },
  },
  order: 2,
  historyLength: 2,
  stochastic: isStochastic,
  parameters: {
    ...dpmSolverParameters,
    algorithm_type: {
      ...dpmSolverParameters.algorithm_type,
      choices: ["dpmsolver++", "dpmsolver", "sde-dpmsolver++"],
      choiceTitles: {
        ...dpmSolverParameters.algorithm_type.choiceTitles,
        "sde-dpmsolver++": "data, drawing noise (sde-dpmsolver++)",
      },
      description:
        "What is taken to be a polynomial over a step: the denoised data (++), or the noise. With sde the equation is the one that draws noise, at orders 1 and 2.",
    },
    solver_type: {
      ...dpmSolverParameters.solver_type,
      choices: ["midpoint", "heun", "logrho"],
      choiceTitles: { logrho: "exact (logrho)" },
      description:
        "How differences to earlier evaluations are weighed. At order 2: at the middle of the step (midpoint), or by the exact integral (heun, logrho). At order 3: as the authors' code does, or by the exact integral (logrho, which is DEIS with dpmsolver).",
    },
    denoise_to_zero: {
      kind: "switch",
      title: "Denoise at the end",
      default: false,
      description:
        "After a schedule that does not end at zero, one more evaluation gives the result, as diff-sampler does. A schedule that ends at zero has it already.",
    },
  },
  check: checkStochastic,
  evaluationsPerStep: 1,
  flow: "scaled",
  grid: (sigmas, options) =>
    switchOption(options, "denoise_to_zero") && sigmas.at(-1) !== 0
      ? [...sigmas, 0]
      : [...sigmas],
  source:
    "Lu et al. 2022, DPM-Solver (arXiv:2206.00927) and DPM-Solver++ (arXiv:2211.01095), Algorithm 2; Zhang & Chen 2023, DEIS (arXiv:2204.13902)",
  async step(input, denoise) {
    if (isStochastic(input.options)) return stochasticStep(input, denoise);
    const { x, sigma, sigmaNext, history, options } = input;
    const { order: most, prediction, type } = dpmSolverOptions(options);
    const denoised = await denoise(x, sigma);
    const own = predictionOf(prediction, x, sigma, denoised);
    const past = history.slice(0, stepOrder(input, most) - 1);
    const sigmas = [sigma, ...past.map((step) => step.sigma)];
    const [, before] = sigmas;
    const weights =
      sigmas.length === 2 && before !== undefined && type === "midpoint"
        ? midpointWeights(prediction, sigma, sigmaNext, [sigma, before])
        : exponentialWeights(
            prediction,
            sigma,
            sigmaNext,
            sigmas,
            type === "logrho" ? 1 : 1 / 2,
          );
    return {
      x: exponentialStep(prediction, x, sigma, sigmaNext, weights, [
        own,
        ...past.map((step) => keptVector(step, "own")),
      ]),
      denoised,
      kept: { own },
    };
  },
};

function isStochastic(options: ParameterValues): boolean {
  return options["algorithm_type"] === "sde-dpmsolver++";
}

function checkStochastic(options: ParameterValues): void {
  if (!isStochastic(options)) return;
  const { solver_order: order, solver_type: type } = options;
  if (order === 3)
    throw new BadInput(
      "DPM-Solver multistep draws noise (sde-dpmsolver++) at order 1 or 2, got order 3: DPM++ 3M SDE is of third order",
    );
  if (type === "logrho")
    throw new BadInput(
      "DPM-Solver multistep with noise (sde-dpmsolver++) has the second-order terms midpoint and heun, got logrho",
    );
}

function stochasticStep(
  input: StepInput,
  denoise: (x: Vector, sigma: number) => Promise<Vector>,
): Promise<StepResult> {
  const { history, options } = input;
  const order = numberOption(options, "solver_order");
  return dpmpp2mSde.step(
    {
      ...input,
      history: history.slice(0, order - 1),
      options: { ...options, eta: 1, s_noise: 1 },
    },
    denoise,
  );
}
