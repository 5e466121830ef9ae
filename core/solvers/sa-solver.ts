import { drawsNoise } from "./noise-options.ts";
import { saParameters } from "./sa-options.ts";
import type { Solver } from "./solver.ts";
import { stochasticAdamsStep } from "./stochastic-adams.ts";

/** SA-Solver: a stochastic exponential Adams predictor and corrector with one evaluation a step. */
export const saSolver: Solver = {
  title: "SA-Solver",
  names: { comfyui: ["sa_solver"], diffusers: ["SASolverScheduler"] },
  order: 4,
  historyLength: 5,
  stochastic: drawsNoise,
  parameters: saParameters,
  evaluationsPerStep: 1,
  flow: "scaled",
  source: "Xue et al. 2023, Algorithm 1 (arXiv:2309.05019)",
  step: (input, denoise) => stochasticAdamsStep(input, denoise, false),
};
