import { expect, test } from "vitest";
import { referenceRuns, type ReferenceRun } from "../reference.ts";
import { agrees, edmGrid, reasonFor, titleOf, type Peers } from "./replay.ts";

const runs = referenceRuns("solvers-sde");

/** EDM's own program has its churn under other names. */
function edmOptions(options: ReferenceRun["options"]) {
  const { S_churn, S_min, S_max, S_noise } = options;
  return {
    s_churn: S_churn,
    s_tmin: S_min,
    s_tmax: S_max === "Infinity" ? 1e6 : S_max,
    s_noise: S_noise,
  };
}

const peers: Peers = {
  dpm_fast: { unusedDraws: 1 },
  edm_heun: { solver: "heun", options: edmOptions, sigmas: edmGrid },
};

/** By the start of their titles. */
const leftOut: Readonly<Record<string, string>> = {
  "dpm_2_ancestral ": "its solver is not there yet",
  "dpmpp_2s_ancestral ": "its solver is not there yet",
  "dpmpp_sde ": "its solver is not there yet",
  "dpmpp_3m_sde ": "its solver is not there yet",
  "lcm ": "its solver is not there yet",
  "er_sde ": "its solver is not there yet",
  "seeds_2 ": "its solver is not there yet",
  "seeds_3 ": "its solver is not there yet",
  "exp_heun_2_x0_sde ": "its solver is not there yet",
  "sa_solver ": "its solver is not there yet",
  "sa_solver_pece ": "its solver is not there yet",
  "res_multistep_ancestral ": "its solver is not there yet",
  "er_sde_original ": "its solver is not there yet",
};

const replayed = runs.filter((run) => reasonFor(run, leftOut) === undefined);

test.each(replayed.map((run) => [titleOf(run), run] as const))(
  "%s agrees with the reference at every step, call and draw",
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
