import { drawsNoise } from "./noise-options.ts";
import { checkSaRange, saParameters, saPeerOptions } from "./sa-options.ts";
import type { Solver } from "./solver.ts";
import { stochasticAdamsStep } from "./stochastic-adams.ts";

/** SA-Solver: a stochastic exponential Adams predictor and corrector with one evaluation a step. */
export const saSolver: Solver = {
  title: "SA-Solver",
  names: { comfyui: ["sa_solver"], diffusers: ["SASolverScheduler"] },
  presets: {
    SASolverScheduler: {
      predictor_order: 2,
      corrector_order: 2,
      simple_order_2: true,
    },
  },
  order: 4,
  historyLength: 5,
  stochastic: drawsNoise,
  parameters: saParameters,
  peerOptions: saPeerOptions,
  check: checkSaRange,
  evaluationsPerStep: 1,
  flow: "scaled",
  source:
    "Xue et al. 2023, Algorithm 1 (arXiv:2309.05019); takes the last step also of a schedule that does not end at zero, where ComfyUI gives the state one level before it",
  step: (input, denoise) => stochasticAdamsStep(input, denoise, false),
};
