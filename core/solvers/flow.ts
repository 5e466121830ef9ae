import { combine } from "../combine.ts";
import { shiftedTime } from "../model-sampling/flow.ts";
import { flowSigma, flowTime } from "../parameterisation.ts";
import type { Vector } from "../vector.ts";
import type { Process, Solver, StepInput, StepResult } from "./solver.ts";

/** What a state at a level holds of the data: alpha of alpha x_0 + sigma n. */
export function dataShare(process: Process, sigma: number): number {
  return process === "flow" ? 1 - sigma : 1;
}

/**
 * An evaluation of a flow's states by one of variance-exploding states.
 * @param highest - The level that stands for all above it, time 1 among them, where the state is noise alone.
 */
export function flowEvaluation<Result>(
  evaluate: (x: Vector, sigma: number) => Promise<Result>,
  highest: number,
): (x: Vector, time: number) => Promise<Result> {
  return (x, time) => {
    const level = Math.min(flowSigma(time), highest);
    return evaluate(combine(x, [level / time, x]), level);
  };
}

/**
 * A flow's times for a solver of scaled states, which have no bounds at time 1: the first is then the shifted time of
 * 0.9999, as in ComfyUI, and the state stays as it is.
 * @param shift - How far the model's times are moved to larger ones, > 0; 1 does not (arXiv:2403.03206, equation 23).
 */
export function belowPureNoise(
  times: readonly number[],
  shift: number,
): number[] {
  const [first = 0, ...rest] = times;
  return first < 1 ? [first, ...rest] : [shiftedTime(shift, 0.9999), ...rest];
}

/** The step of a solver with `flow: "scaled"`, in the flow's terms. */
export async function scaledStep(
  solver: Solver,
  input: StepInput,
  denoise: (x: Vector, sigma: number) => Promise<Vector>,
): Promise<StepResult> {
  const { sigma, sigmaNext } = input;
  const exploding = (x: Vector, time: number): Vector =>
    combine(x, [1 / (1 - time), x]);
  const flowing = (x: Vector, level: number): Vector =>
    combine(x, [1 / (1 + level), x]);
  const result = await solver.step(
    {
      ...input,
      x: exploding(input.x, sigma),
      sigma: flowSigma(sigma),
      sigmaNext: flowSigma(sigmaNext),
      sigmas: input.sigmas.map(flowSigma),
      history: input.history.map((past) => ({
        ...past,
        x: exploding(past.x, past.sigma),
        sigma: flowSigma(past.sigma),
      })),
      noise: (from, to) => input.noise(flowTime(from), flowTime(to)),
      process: "variance-exploding",
      denoiseParts: (x, level) =>
        input.denoiseParts(flowing(x, level), flowTime(level)),
    },
    (x, level) => denoise(flowing(x, level), flowTime(level)),
  );
  const { sigmaReached: level } = result;
  // the end itself, not what rounding makes of it
  const ends = level === undefined || level === flowSigma(sigmaNext);
  const sigmaReached = ends ? sigmaNext : flowTime(level);
  return {
    ...result,
    x: combine(result.x, [1 - sigmaReached, result.x]),
    sigmaReached,
  };
}
