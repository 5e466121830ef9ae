import { completeOptions } from "../../options.ts";
import { buildSchedule } from "../../schedules/build.ts";
import { heun } from "../../solvers/heun.ts";
import { stochasticDdim } from "../../solvers/stochastic-ddim.ts";
import { solve } from "./problem.ts";
import type { NoiseBatch, Problem, Solved } from "./problem.ts";

/**
 * What a solver comes to with many steps from the same noise: Heun's method along EDM's schedule for the differential
 * equation, and where noise is drawn the solver itself along the same path, with as many evaluations.
 *
 * A CFG++ solver comes to nothing with many steps, since each adds guidance, however small it is. It is held against the
 * guided model's own equations: where it draws noise, against stochastic DDIM.
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
  return solve(problem, stochastic ? withNoise(problem) : ofFlow, sigmas, of);
}

const ofFlow = {
  solver: heun,
  options: completeOptions(heun.parameters, {}, heun.title),
};

function withNoise(problem: Problem): Parameters<typeof solve>[1] {
  if (!problem.solver.guided) return problem;
  const { parameters, title } = stochasticDdim;
  const shared = Object.entries(problem.options).filter(([name]) =>
    Object.hasOwn(parameters, name),
  );
  const options = completeOptions(
    parameters,
    Object.fromEntries(shared),
    title,
  );
  return { solver: stochasticDdim, options };
}
