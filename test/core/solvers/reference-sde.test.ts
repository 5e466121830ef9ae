import { expect, test } from "vitest";
import { referenceRuns } from "../reference.ts";
import { agrees, edmPeer, reasonFor, titleOf, type Peers } from "./replay.ts";
import { withoutLastStep } from "./without-last-step.ts";

const runs = referenceRuns("solvers-sde");

const peers: Peers = {
  dpm_fast: { unusedDraws: 1 },
  edm_heun: edmPeer,
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
