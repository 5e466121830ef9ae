import { expect, test } from "vitest";
import { referenceRuns, type ReferenceRun } from "../reference.ts";
import { erSde, erSdeOriginal, saSolver, withoutLastStep } from "./peers.ts";
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
  er_sde: erSde,
  er_sde_original: erSdeOriginal,
  sa_solver: saSolver,
  sa_solver_pece: saSolver,
};

/** By the start of their titles. */
const leftOut: Readonly<Record<string, string>> = {
  ...withoutLastStep(runs),
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
