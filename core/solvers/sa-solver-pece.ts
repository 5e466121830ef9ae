import { drawsNoise } from "./noise-options.ts";
import { checkSaRange, saParameters, saPeerOptions } from "./sa-options.ts";
import type { Solver } from "./solver.ts";
import { stochasticAdamsStep } from "./stochastic-adams.ts";

/** SA-Solver that evaluates the corrected state as well, for better predictions at twice the work. */
export const saSolverPece: Solver = {
  title: "SA-Solver PECE",
  names: { comfyui: ["sa_solver_pece"] },
  order: 4,
  historyLength: 5,
  stochastic: drawsNoise,
  parameters: saParameters,
  peerOptions: saPeerOptions,
  check: checkSaRange,
  evaluationsPerStep: 2,
  flow: "scaled",
  source:
    "Xue et al. 2023, Algorithm 1 as PECE (arXiv:2309.05019); takes the last step also of a schedule that does not end at zero, where ComfyUI gives the state one level before it",
  step: (input, denoise) => stochasticAdamsStep(input, denoise, true),
};
