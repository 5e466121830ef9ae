import { expect, test } from "vitest";
import { referenceRuns, type ReferenceRun } from "../reference.ts";
import { erSde, saSolver, withoutLastStep } from "./peers.ts";
import { agrees, edmGrid, reasonFor, titleOf, type Peers } from "./replay.ts";

const runs = referenceRuns("solvers-ode");

/** diff-sampler's options of the DPM-Solvers, under diffusers' names. */
function dpmSolverOptions(options: ReferenceRun["options"]) {
  return {
    solver_order: options["max_order"],
    algorithm_type:
      options["predict_x0"] === true ? "dpmsolver++" : "dpmsolver",
    lower_order_final: options["lower_order_final"],
  };
}

const peers: Peers = {
  dpm_adaptive: { tolerance: 1e-8, steps: "after each trial" },
  deis: { tolerance: 1e-9 },
  dpm_pp_multistep: {
    solver: "dpm-solver-multistep",
    options: dpmSolverOptions,
    denoisesAtEnd: ({ options }) => options["denoise_to_zero"] === true,
  },
  dpm_solver_multistep_noise_pred: {
    solver: "dpm-solver-multistep",
    options: dpmSolverOptions,
  },
  unipc_multistep: {
    solver: "unipc",
    options: ({ variant, max_order, lower_order_final }) => ({
      variant,
      max_order,
      lower_order_final,
    }),
  },
  er_sde: erSde,
  sa_solver: saSolver,
  sa_solver_pece: saSolver,
  edm_heun: { solver: "heun", options: () => ({}), sigmas: edmGrid },
};

/** By the start of their titles. */
const leftOut: Readonly<Record<string, string>> = {
  ...withoutLastStep(runs),
};

const replayed = runs.filter((run) => reasonFor(run, leftOut) === undefined);

test.each(replayed.map((run) => [titleOf(run), run] as const))(
  "%s agrees with the reference at every step and call",
  (_, run) => agrees(run, peers[run.solver] ?? {}),
);

test("what is left out is there to be left out", () => {
  const starts = Object.keys(leftOut);
  expect(
    starts.filter(
      (start) => !runs.some((run) => titleOf(run).startsWith(start)),
    ),
  ).toEqual([]);
});
