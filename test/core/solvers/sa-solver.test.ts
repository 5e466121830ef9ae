import { describe, expect, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { completeOptions } from "../../../core/options.ts";
import { sample } from "../../../core/sample.ts";
import { findSolver } from "../../../core/solvers/registry.ts";
import type { Vector } from "../../../core/vector.ts";
import {
  difference,
  referenceRuns,
  referenceToy,
  solverReference,
} from "../reference.ts";

const { zT, noise } = solverReference;
const sigmas = solverReference.sigmaSets["partial_nonzero"] ?? [];

async function states(
  name: string,
  levels: readonly number[],
  options: Readonly<Record<string, number>> = {},
): Promise<Vector[]> {
  const { solver } = findSolver(name);
  const all: Vector[] = [];
  let draws = 0;
  await sample({
    solver,
    options: completeOptions(solver.parameters, options, solver.title),
    sigmas: levels,
    x: Float64Array.from(zT.flat(), (z) => z * (levels[0] ?? NaN)),
    denoise: denoiseBatch(referenceToy.denoiser, zT.length),
    noise: () => Float64Array.from((noise[draws++] ?? []).flat()),
    onStep: ({ x }) => void all.push(x),
  });
  return all;
}

describe.each(["sa_solver", "sa_solver_pece"])("%s", (name) => {
  test("takes the last step of a schedule that does not end at zero as it takes any other", async () => {
    const ending = await states(name, sigmas);
    const going = await states(name, [...sigmas, 0.1]);
    expect(ending).toEqual(going.slice(0, -1));
    // and what comes before it is the reference's
    const [run] = referenceRuns("solvers-sde").filter(
      ({ solver, sigma_set }) =>
        solver === name && sigma_set === "partial_nonzero",
    );
    run?.x_steps
      .slice(1, -1)
      .forEach((points, i) =>
        expect(difference(ending[i] ?? [], points.flat())).toBeLessThan(1e-10),
      );
    expect(run?.x_steps.length).toBe(sigmas.length);
  });

  test("draws noise only within its range of levels", async () => {
    const quiet = await states(name, sigmas, { eta: 0 });
    const outside = await states(name, sigmas, {
      start_sigma: 0.1,
      end_sigma: 0.1,
    });
    expect(outside).toEqual(quiet);
    expect(await states(name, sigmas)).not.toEqual(quiet);
  });
});
