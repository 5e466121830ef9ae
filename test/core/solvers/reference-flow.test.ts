import { describe, expect, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { flowEvaluation } from "../../../core/solvers/flow.ts";
import {
  referenceRuns,
  referenceToy,
  solverReference,
  type ReferenceRun,
} from "../reference.ts";
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

/**
 * PyTorch's exp and power of a whole vector in single precision are not always the nearest number, and here one of
 * them changes the last digit of ComfyUI's sum of 200.
 */
function toleranceOf(run: ReferenceRun): { tolerance?: number } {
  return titleOf(run).startsWith("er_sde ") &&
    run.sigma_set === "shifted_linear"
    ? { tolerance: 1e-7 }
    : {};
}

describe("of a flow", () => {
  test.each(runs.map((run) => [titleOf(run), run] as const))(
    "%s agrees with the reference at every step, call and draw",
    (_, run) => agrees(run, toleranceOf(run), world),
  );

  test("the reference has every solver with a formula for flows that ComfyUI runs", () => {
    expect(new Set(runs.map(({ solver }) => solver)).size).toBe(12);
  });
});
