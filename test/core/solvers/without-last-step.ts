import type { ReferenceRun } from "../reference.ts";
import { titleOf } from "./replay.ts";

/**
 * Runs of SA-Solver that are left out, by their titles: what is right where a schedule does not end at zero is in
 * sa-solver.test.ts.
 */
export function withoutLastStep(
  runs: readonly ReferenceRun[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    runs
      .filter(
        ({ solver, sigma_set }) =>
          solver.startsWith("sa_solver") && sigma_set === "partial_nonzero",
      )
      .map((run) => [
        titleOf(run),
        "ComfyUI gives back the corrected state of the level before the last one: it does not take the last step",
      ]),
  );
}
