import { describe, expect, test } from "vitest";
import { flowTime } from "../../../core/parameterisation.ts";
import { sample } from "../../../core/sample.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { flowEvaluation } from "../../../core/solvers/flow.ts";
import { solvers } from "../../../core/solvers/registry.ts";
import type { Process } from "../../../core/solvers/solver.ts";
import { denoise, fittedOrder, flowEnd, unitNoise } from "./flow-end.ts";
import { completed } from "./replay.ts";

type Given = Readonly<Record<string, number | string | boolean>>;

// so high that the first steps, of lower order, cost nothing: there D hardly changes
const [from, to] = [1000, 0.1];
const exact = await flowEnd(from, to);

/** Even numbers of steps that leave 2 when divided by 3, so that solvers that group steps fill their groups. */
const stepCounts = [86, 122, 170, 242];
const tolerances = [1e-6, 1e-7, 1e-8, 1e-9];

/** What hides an order, turned off in every solver that has it: noise, lower orders at the end, a peer's approximation. */
const revealing: Given = {
  eta: 0,
  lower_order_final: false,
  integral: "exact",
  weights: "exact",
  unconditional: "start",
};

async function run(
  name: string,
  given: Given,
  steps: number,
  process: Process,
) {
  const { solver, options } = completed(name, given);
  const { sigmas } = buildSchedule("logsnr", {
    steps,
    sigmaMin: to,
    sigmaMax: from,
    ending: "sigma-min",
  });
  const levels = process === "flow" ? sigmas.map(flowTime) : sigmas;
  const { x: end, nfe } = await sample({
    solver,
    options,
    process,
    sigmas: levels,
    x: unitNoise.map((z) => z * (levels[0] ?? NaN)),
    denoise: process === "flow" ? flowEvaluation(denoise, 1e6) : denoise,
    noise: () => {
      throw new Error("No noise is to be drawn");
    },
  });
  const x = process === "flow" ? end.map((v) => v * (1 + to)) : end;
  const error = Math.hypot(...x.map((value, i) => value - (exact[i] ?? NaN)));
  return { nfe, error };
}

/**
 * Order of convergence over steps; for a solver that chooses its own, over evaluations.
 * @param finer - Numbers of steps, or tolerances.
 */
async function measuredOrder(
  name: string,
  options: Given,
  finer?: readonly number[],
  process: Process = "variance-exploding",
): Promise<number> {
  const { solver } = completed(name, {});
  const given = {
    ...Object.fromEntries(
      Object.entries(revealing).filter(([key]) => key in solver.parameters),
    ),
    ...options,
  };
  const points: [number, number][] = [];
  if (solver.evaluationsPerStep === "adaptive")
    for (const tolerance of finer ?? tolerances) {
      const tight = { ...given, rtol: tolerance, atol: tolerance };
      const { nfe, error } = await run(name, tight, 2, process);
      points.push([nfe, error]);
    }
  else
    for (const steps of finer ?? stepCounts) {
      const { error } = await run(name, given, steps, process);
      points.push([steps, error]);
    }
  return fittedOrder(points);
}

function expectOrder(measured: number, order: number): void {
  expect(measured).toBeGreaterThan(order - 0.25);
  expect(measured).toBeLessThan(order + 0.25);
}

const noOdeSolver: Readonly<Record<string, string>> = {
  lcm: "each of its steps starts anew from D, whatever their number",
};

/** The form without noise, where another option than eta makes it. */
const withoutNoise: Readonly<Record<string, Given>> = {
  "er-sde": { solver_type: "ODE" },
};

describe("on a Gaussian mixture", () => {
  test.each(
    [...solvers]
      .filter(([id]) => !Object.hasOwn(noOdeSolver, id))
      .map(([id, { order }]) => [id, order] as const),
  )("%s converges with order %d", async (id, order) => {
    expectOrder(await measuredOrder(id, withoutNoise[id] ?? {}), order);
  });

  test.each(
    [...solvers]
      .filter(([id, { flow }]) => flow && !Object.hasOwn(noOdeSolver, id))
      .map(([id, { order }]) => [id, order] as const),
  )("along a flow %s converges with order %d", async (id, order) => {
    const given = withoutNoise[id] ?? {};
    expectOrder(await measuredOrder(id, given, undefined, "flow"), order);
  });

  test("what is left out is a solver", () => {
    expect(Object.keys(noOdeSolver).filter((id) => !solvers.has(id))).toEqual(
      [],
    );
  });

  const manySteps = [242, 340, 480, 680];
  const thirds = [87, 123, 171, 243];
  test.each<[string, Given, number, (readonly number[])?]>([
    ["lms", { order: 1 }, 1],
    ["lms", { order: 2 }, 2],
    ["lms", { order: 3 }, 3],
    ["ipndm", { max_order: 1 }, 1],
    ["ipndm", { max_order: 2 }, 2],
    ["ipndm-v", { max_order: 3, weights: "comfyui" }, 3, manySteps],
    ["ipndm-v", { max_order: 4, weights: "comfyui" }, 3, manySteps],
    ["deis", { max_order: 1 }, 1],
    ["deis", { max_order: 2 }, 2],
    ["deis", { max_order: 4 }, 4],
    ["deis", { deis_mode: "rhoab", max_order: 3 }, 3],
    ["gradient-estimation", { ge_gamma: 1.5 }, 2],
    ["dpm-solver-multistep", { solver_order: 1 }, 1],
    ["dpm-solver-multistep", { solver_type: "heun" }, 2],
    ["dpm-solver-multistep", { algorithm_type: "dpmsolver" }, 2],
    ["dpm-solver-multistep", { solver_order: 3 }, 2],
    ["dpm-solver-multistep", { solver_order: 3, solver_type: "logrho" }, 3],
    ["DEISMultistepScheduler", { solver_order: 3 }, 3],
    ["dpm-solver-singlestep", { solver_order: 1 }, 1],
    ["dpm-solver-singlestep", { solver_type: "heun" }, 2],
    ["dpm-solver-singlestep", { algorithm_type: "dpmsolver" }, 2],
    ["dpm-solver-singlestep", { solver_order: 3 }, 3, thirds],
    [
      "dpm-solver-singlestep",
      { solver_order: 3, solver_type: "heun", algorithm_type: "dpmsolver" },
      3,
      thirds,
    ],
    ["unipc", { max_order: 1 }, 2],
    ["unipc", { max_order: 2 }, 3],
    ["unipc", { max_order: 3, corrector: false }, 3],
    ["uni_pc_bh2", { max_order: 3 }, 4],
    ["dpm-adaptive", { order: 2 }, 2, [1e-4, 1e-5, 1e-6, 1e-7]],
    ["dpmpp-2m-sde", { solver_type: "heun" }, 2],
  ])("%s %j converges with order %d", async (name, options, order, finer) => {
    expectOrder(await measuredOrder(name, options, finer), order);
  });
});
