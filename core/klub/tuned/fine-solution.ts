import { completeOptions } from "../../options.ts";
import { buildSchedule } from "../../schedules/build.ts";
import { heun } from "../../solvers/heun.ts";
import { solve } from "./problem.ts";
import type { NoiseBatch, Problem, Solved } from "./problem.ts";

/**
 * What a solver comes to with many steps from the same noise: Heun's method along EDM's schedule for the differential
 * equation, and where noise is drawn the solver itself along the same path, with as many evaluations.
 * @param steps - Of Heun's method.
 */
export function fineSolution(
  problem: Problem,
  steps: number,
  of: NoiseBatch,
): Promise<Solved> {
  const { solver, options, sigmaMin, sigmaMax, ending } = problem;
  const stochastic = solver.stochastic(options);
  const { sigmas } = buildSchedule("edm", {
    steps: stochastic ? 2 * steps : steps,
    sigmaMin,
    sigmaMax,
    ending,
  });
  const using = stochastic
    ? problem
    : {
        solver: heun,
        options: completeOptions(heun.parameters, {}, heun.title),
      };
  return solve(problem, using, sigmas, of);
}
