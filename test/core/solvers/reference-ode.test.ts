import { expect, test } from "vitest";
import { referenceRuns } from "../reference.ts";
import { erSde, saSolver, withoutLastStep } from "./peers.ts";
import { agrees, edmGrid, reasonFor, titleOf, type Peers } from "./replay.ts";

const runs = referenceRuns("solvers-ode");

const peers: Peers = {
  ipndm_v: { options: (options) => ({ ...options, weights: "comfyui" }) },
  er_sde: erSde,
  sa_solver: saSolver,
  sa_solver_pece: saSolver,
  edm_heun: { solver: "heun", options: () => ({}), sigmas: edmGrid },
};

/** By the start of their titles. */
const leftOut: Readonly<Record<string, string>> = {
  ...withoutLastStep(runs),
  "dpm_fast ": "its solver is not there yet",
  "dpm_adaptive ": "its solver is not there yet",
  "deis ": "its solver is not there yet",
  "uni_pc ": "its solver is not there yet",
  "uni_pc_bh2 ": "its solver is not there yet",
  "dpm_pp_multistep ": "its solver is not there yet",
  "dpm_solver_multistep_noise_pred ": "its solver is not there yet",
  "unipc_multistep ": "its solver is not there yet",
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
