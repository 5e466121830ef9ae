import type { CancelSignal } from "../../cancel.ts";
import { denoiseBatch, denoisePartsBatch } from "../../denoise-batch.ts";
import type { Denoiser } from "../../denoiser.ts";
import { brownianPath } from "../../noise/brownian-path.ts";
import { fillNormals, streams } from "../../noise/random.ts";
import type { ParameterValues } from "../../parameter.ts";
import { flowSigma, flowTime } from "../../parameterisation.ts";
import { sample } from "../../sample.ts";
import type { Ending, Limits } from "../../schedules/schedule.ts";
import { flowEvaluation } from "../../solvers/flow.ts";
import type { Process, Solver } from "../../solvers/solver.ts";
import type { Vector } from "../../vector.ts";

/** What schedules are measured with: a model, and the solver that they are for. */
export interface Problem extends Limits {
  readonly denoiser: Denoiser;
  readonly solver: Solver;
  /** Complete. */
  readonly options: ParameterValues;
  /** What the solver's states are; variance-exploding where absent. Schedules are noise levels all the same. */
  readonly process?: Process;
  readonly ending: Ending;
  /** Class of a sample by its index; absent for a model without classes. */
  readonly classOf?: (index: number) => number;
  /** Samples in one batch: fixed, so that the numbers do not depend on how the work was cut. */
  readonly batch: number;
  readonly seed: number;
  readonly signal?: CancelSignal;
}

/** Noises that schedules are chosen by, and others that the choice is confirmed by. */
export type NoiseSet = "training" | "fresh";

export interface NoiseBatch {
  readonly set: NoiseSet;
  /** From 0. */
  readonly index: number;
}

/** Numbers in one sample. */
export function sampleLength({ denoiser }: Problem): number {
  return denoiser.shape.reduce((product, n) => product * n, 1);
}

export interface Solved {
  /** `[batch, ...shape]`; of a flow too in the data's scale, x_0 + sigma n. */
  readonly x: Float64Array;
  /** Evaluations of the denoiser, for all samples together. */
  readonly nfe: number;
}

/** Samples one batch from its noise along a schedule. */
export async function solve(
  problem: Problem,
  using: Pick<Problem, "solver" | "options" | "process">,
  sigmas: readonly number[],
  of: NoiseBatch,
): Promise<Solved> {
  const { denoiser, batch, classOf, signal } = problem;
  const { solver, options, process = "variance-exploding" } = using;
  const size = batch * sampleLength(problem);
  const seed = batchSeed(problem.seed, of);
  const x = new Float64Array(size);
  fillNormals(
    { seed, stream: streams.sampling, sample: 0, draw: 0 },
    x,
    0,
    size,
  );
  const labels =
    classOf &&
    Int32Array.from({ length: batch }, (_, k) => classOf(of.index * batch + k));
  const isFlow = process === "flow";
  const levels = isFlow ? sigmas.map(flowTime) : sigmas;
  const [first = NaN] = levels;
  const [highest = NaN] = sigmas;
  const along = <Result>(evaluate: Evaluate<Result>): Evaluate<Result> =>
    isFlow ? flowEvaluation(evaluate, highest) : evaluate;
  const parts = denoisePartsBatch(denoiser, batch, labels);
  const noise = pathNoise(seed, size);
  const result = await sample({
    solver,
    options,
    sigmas: levels,
    process,
    x: x.map((z) => first * z),
    denoise: along(denoiseBatch(denoiser, batch, labels)),
    ...(parts && { denoiseParts: along(parts) }),
    noise: isFlow ? (from, to) => noise(flowSigma(from), flowSigma(to)) : noise,
    ...(signal && { signal }),
  });
  const end = new Float64Array(result.x);
  return {
    x: isFlow ? end.map((value) => value / (1 - result.sigma)) : end,
    nfe: result.nfe * batch,
  };
}

type Evaluate<Result> = (x: Vector, level: number) => Promise<Result>;

/**
 * Noise along one Brownian path over gamma = 1/sigma²: with D frozen the reverse equation of stochastic DDIM adds
 * sigma² (B(gamma) − B(gamma')), so that every schedule's steps, and a fine solution's, see the same path without error.
 */
function pathNoise(
  seed: number,
  size: number,
): (sigmaFrom: number, sigmaTo: number) => Float64Array {
  const path = brownianPath({ seed, count: 1, length: size, precision: "f64" });
  return (sigmaFrom, sigmaTo) => {
    const [from, to] = [sigmaFrom ** -2, sigmaTo ** -2];
    const scale = 1 / Math.sqrt(Math.abs(to - from));
    return path(from, to).map((value) => scale * value);
  };
}

/** One seed a batch, far from the seeds that people choose, so that nobody's own samples are what was tuned on. */
function batchSeed(seed: number, { set, index }: NoiseBatch): number {
  return (
    2 ** 52 +
    (seed % 2 ** 28) * 2 ** 24 +
    (set === "fresh" ? 2 ** 23 : 0) +
    index
  );
}
