import type { ReferenceRun } from "../reference.ts";
import { titleOf, type Peer } from "./replay.ts";

/** Some of a peer's options: what it says beside them it says as text, or as part of its program. */
function without(
  options: ReferenceRun["options"],
  ...names: readonly string[]
): ReferenceRun["options"] {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !names.includes(name)),
  );
}

export const erSde: Peer = {
  options: (options) => without(options, "noise_scaler", "integration_points"),
};

export const saSolver: Peer = {
  options: (options) => ({
    ...without(options, "tau"),
    ...(options["tau"] === 0 ? { eta: 0 } : {}),
  }),
};

/** The authors' program names its scalers. */
export const erSdeOriginal: Peer = {
  options({ order, phi }) {
    const types = {
      "SDE_5: x*(exp(x^0.3)+10)": "ER-SDE",
      "ODE: x": "ODE",
      "Original SDE: x^2": "Reverse-time SDE",
    };
    return {
      max_stage: order,
      solver_type: types[phi as keyof typeof types],
    };
  },
};

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
