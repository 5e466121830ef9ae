import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { sample } from "../../../core/sample.ts";
import { flowEvaluation } from "../../../core/solvers/flow.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import { completed, type World } from "./replay.ts";

/** One-dimensional Gaussian data. */
export function gaussian(std: number, mean = 0) {
  return parseToy({
    format: "stepwright-toy",
    kind: "gaussian-mixture",
    weights: [1],
    means: [[mean]],
    stds: [std],
  }).denoiser;
}

export interface Case {
  readonly name: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly std: number;
  readonly mean?: number;
  readonly sigmas: readonly number[];
  readonly process?: "flow";
}

/** Samples of a case's Gaussian, as a batch. */
export function worldOf({ std, mean, process }: Case, count: number): World {
  const denoise = denoiseBatch(gaussian(std, mean), count);
  return process === "flow"
    ? {
        denoise: flowEvaluation(denoise, 1e12),
        process: "flow",
      }
    : { denoise };
}

/**
 * On a Gaussian a solver is linear in the noise that it is given: these are its coefficients.
 * @returns The result without noise, which is the mean, and the coefficient of the start and of each draw.
 */
export async function linearInNoise(item: Case) {
  /** Samples 0 without noise, 1 with the start's, 2 + k with draw k's alone. */
  const run = async (count: number) => {
    let draws = 0;
    const unit = (index: number, value: number): Float64Array => {
      const only = new Float64Array(count);
      if (index < count) only[index] = value;
      return only;
    };
    const { x } = await sample({
      ...completed(item.name, item.options ?? {}),
      ...worldOf(item, count),
      sigmas: item.sigmas,
      x: unit(1, item.sigmas[0] ?? NaN),
      noise: () => unit(2 + draws++, 1),
    });
    return { x, draws };
  };
  const { draws } = await run(1);
  const [mean = NaN, ...others] = (await run(draws + 2)).x;
  const [start = NaN, ...each] = others.map((value) => value - mean);
  return { mean, start, each, std: Math.hypot(start, ...each) };
}
