import type { ReferenceRun } from "../reference.ts";
import { titleOf, type Peer } from "./replay.ts";

/** ComfyUI's nodes give the functions phi and tau by the options beside them. */
function withoutFunctions(options: ReferenceRun["options"]) {
  const { tau, noise_scaler, integration_points, ...same } = options;
  return tau === 0 ? { ...same, eta: 0 } : same;
}

export const erSde: Peer = { options: withoutFunctions };

export const saSolver: Peer = { options: withoutFunctions };

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
