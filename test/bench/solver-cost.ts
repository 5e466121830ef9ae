import { denoiseBatch } from "../../core/denoise-batch.ts";
import { noiseFor } from "../../core/noise/noise-source.ts";
import { completeOptions } from "../../core/options.ts";
import { sample } from "../../core/sample.ts";
import { buildSchedule } from "../../core/schedules/build.ts";
import { solvers } from "../../core/solvers/registry.ts";
import type { LoadedModel } from "../../models/load.ts";

/** What a solver costs beside the model. */
export interface SolverCost {
  readonly id: string;
  /** The solver's own arithmetic and noise in one run. */
  readonly ownMs: number;
  /** The model's part of such a run. */
  readonly modelMs: number;
}

const steps = 12;
const rounds = 3;

function fastest(times: readonly number[]): number {
  return Math.min(...times);
}

/**
 * Each solver's own part of a run: sampled with a D that costs nothing, beside calls of the model in the same process.
 * @param count - Batch size.
 */
export async function solverCosts(
  model: LoadedModel,
  count: number,
): Promise<readonly SolverCost[]> {
  const size = model.shape.reduce((product, axis) => product * axis, 1);
  const { sigmas } = buildSchedule("edm", {
    steps,
    sigmaMin: model.sigmaMin,
    sigmaMax: model.sigmaMax,
    ending: "zero",
  });
  const noise = noiseFor(1, count, size, "f32");
  const [sigmaMax = NaN] = sigmas;
  const x = noise.initial().map((z) => z * sigmaMax);
  const evaluate = denoiseBatch(model, count);
  const calls: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now();
    await evaluate(x, sigmaMax);
    // the first one warms up
    if (round > 0) calls.push(performance.now() - started);
  }
  const callMs = fastest(calls);

  const costs: SolverCost[] = [];
  for (const [id, solver] of solvers) {
    // its tolerance decides how many evaluations it takes, and a D that is no model's says nothing of that
    if (solver.evaluationsPerStep === "adaptive") continue;
    const times: number[] = [];
    let evaluations = 0;
    for (let round = 0; round <= rounds; round++) {
      const started = performance.now();
      const { nfe } = await sample({
        solver,
        options: completeOptions(solver.parameters, {}, solver.title),
        sigmas,
        x,
        denoise: async (at) => at,
        noise: noise.draw,
      });
      evaluations = nfe;
      if (round > 0) times.push(performance.now() - started);
    }
    costs.push({
      id,
      ownMs: fastest(times),
      modelMs: evaluations * callMs,
    });
  }
  return costs;
}
