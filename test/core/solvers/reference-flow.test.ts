import { describe, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { flowEvaluation } from "../../../core/solvers/flow.ts";
import { referenceRuns, referenceToy, solverReference } from "../reference.ts";
import { agrees, titleOf, type World } from "./replay.ts";

const runs = referenceRuns("solvers-flow");

const world: World = {
  // so high that the mixture's D is its mean to the last digits
  denoise: flowEvaluation(
    denoiseBatch(referenceToy.denoiser, solverReference.zT.length),
    1e12,
  ),
  process: "flow",
  flowShift: solverReference.flowShift,
};

describe("of a flow", () => {
  test.each(runs.map((run) => [titleOf(run), run] as const))(
    "%s agrees with the reference at every step, call and draw",
    (_, run) => agrees(run, {}, world),
  );
});
