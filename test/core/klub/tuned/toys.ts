import { completeOptions } from "../../../../core/options.ts";
import type { Denoiser, DataSource } from "../../../../core/denoiser.ts";
import type { Problem } from "../../../../core/klub/tuned/problem.ts";
import { findSolver } from "../../../../core/solvers/registry.ts";
import { parseToy } from "../../../../core/toys/parse-toy.ts";
import { namedToys } from "../../../../core/toys/registry.ts";

export const range = {
  sigmaMin: 0.002,
  sigmaMax: 80,
  ending: "sigma-min",
} as const;

export function namedToy(id: string): { denoiser: Denoiser; data: DataSource } {
  return parseToy(namedToys.get(id)?.json);
}

/** One Gaussian component, or a point where std is 0. */
export function gaussianToy(mean: readonly number[], std: number) {
  return std === 0
    ? parseToy({ format: "stepwright-toy", kind: "points", points: [mean] })
    : parseToy({
        format: "stepwright-toy",
        kind: "gaussian-mixture",
        weights: [1],
        means: [mean],
        stds: [std],
      });
}

/** A solver with its options, complete. */
export function solverWith(
  name: string,
  given: Readonly<Record<string, unknown>> = {},
): Pick<Problem, "solver" | "options"> {
  const { solver } = findSolver(name);
  return {
    solver,
    options: completeOptions(solver.parameters, given, solver.title),
  };
}
