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
import type { Solver } from "./solver.ts";

/**
 * Singlestep DPM-Solver and DPM-Solver++: Lu et al. 2022 (arXiv:2206.00927, Algorithms 1 and 2; arXiv:2211.01095, Algorithm 1). Each
 * group of `solver_order` steps of the schedule is one step of that order from the group's start, with the levels
 * between as its inner evaluations.
 */
export const dpmSolverSinglestep: Solver = {
  title: "DPM-Solver singlestep",
  names: { diffusers: ["DPMSolverSinglestepScheduler"] },
  order: 2,
  historyLength: 2,
  stochastic: () => false,
  parameters: dpmSolverParameters,
  evaluationsPerStep: 1,
  flow: "scaled",
  source:
    "Lu et al. 2022, DPM-Solver (arXiv:2206.00927), Algorithms 1 and 2, and DPM-Solver++ (arXiv:2211.01095), Algorithm 1",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, index, sigmas, options } = input;
    const { order: most, prediction, type } = dpmSolverOptions(options);
    const midpoint = type === "midpoint";
    const denoised = await denoise(x, sigma);
    const own = predictionOf(prediction, x, sigma, denoised);
    const order =
      sigmaNext === 0
        ? 1
        : groupOrder(
            index,
            sigmas.length - 1,
            most,
            options["lower_order_final"] === true,
          );
    // the group's start is the last of these
    const past = history.slice(0, order - 1);
    const start = past.at(-1) ?? { x, sigma };
    const inner = [
      { sigma, own },
      ...past.map((step) => ({
        sigma: step.sigma,
        own: keptVector(step, "own"),
      })),
    ];
    const base = inner.at(-1);
    // of third order, midpoint means that the first inner evaluation only served to make the second
    const used =
      order === 3 && midpoint && base ? [...inner.slice(0, 1), base] : inner;
    const [first, second] = used.map((one) => one.sigma);
    const weights =
      order === 2 && midpoint && first !== undefined && second !== undefined
        ? midpointWeights(prediction, start.sigma, sigmaNext, [first, second])
        : exponentialWeights(
            prediction,
            start.sigma,
            sigmaNext,
            used.map((one) => one.sigma),
          );
    return {
      x: exponentialStep(
        prediction,
        start.x,
        start.sigma,
        sigmaNext,
        weights,
        used.map((one) => one.own),
      ),
      denoised,
      kept: { own },
    };
  },
};

/**
 * The order of step `index` of n: 1, 2, 3, 1, 2, 3, …; with `lower` the last step is of first order, and steps that
 * fill no group before it are of lower order too, as in diffusers.
 */
function groupOrder(
  index: number,
  n: number,
  most: number,
  lower: boolean,
): number {
  const place = (index % most) + 1;
  if (!lower) return place;
  if (index === n - 1 && (most < 3 || n % 3 !== 2)) return 1;
  return place;
}
