import { describe, expect, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { completeOptions } from "../../../core/options.ts";
import { sample } from "../../../core/sample.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSolver } from "../../../core/solvers/registry.ts";
import type { Vector } from "../../../core/vector.ts";
import {
  difference,
  referenceToy,
  solverReference,
  type ReferenceRun,
} from "../reference.ts";

const { zT, noise, sigmaSets, runs } = solverReference;
const tolerance = 1e-9;

/** EDM's own program has its grid and its churn under other names. */
function edmOptions(options: ReferenceRun["options"]) {
  const names = {
    S_churn: "s_churn",
    S_min: "s_tmin",
    S_max: "s_tmax",
    S_noise: "s_noise",
  } as const;
  return Object.fromEntries(
    Object.entries(names)
      .filter(([theirs]) => options[theirs] !== undefined)
      .map(([theirs, name]) => [
        name,
        options[theirs] === "Infinity" ? 1e6 : options[theirs],
      ]),
  );
}

function setUp(run: ReferenceRun) {
  const name = run.solver === "edm_heun" ? "heun" : run.solver;
  const { solver, presetOptions } = findSolver(name);
  const given =
    run.solver === "edm_heun" ? edmOptions(run.options) : run.options;
  const options = completeOptions(
    solver.parameters,
    { ...presetOptions, ...given },
    solver.title,
  );
  const sigmas =
    run.sigma_set === null
      ? buildSchedule("edm", {
          steps: Number(run.options["num_steps"]),
          sigmaMin: Number(run.options["sigma_min"]),
          sigmaMax: Number(run.options["sigma_max"]),
          ending: "zero",
          options: { rho: Number(run.options["rho"]) },
        }).sigmas
      : (sigmaSets[run.sigma_set] ?? []);
  return { solver, options, sigmas };
}

async function replay(run: ReferenceRun) {
  const { solver, options, sigmas } = setUp(run);
  const [first = NaN] = sigmas;
  const denoise = denoiseBatch(referenceToy.denoiser, zT.length);
  const states: Vector[] = [Float64Array.from(zT.flat(), (z) => z * first)];
  const calls: { sigma: number; x: Vector; step: number }[] = [];
  const draws: { step: number; from: number; to: number }[] = [];
  const { x, nfe } = await sample({
    solver,
    options,
    sigmas,
    x: Float64Array.from(zT.flat(), (z) => z * first),
    denoise(at, sigma) {
      calls.push({ sigma, x: at, step: states.length - 1 });
      return denoise(at, sigma);
    },
    noise(from, to) {
      draws.push({ step: states.length - 1, from, to });
      return Float64Array.from((noise[draws.length - 1] ?? []).flat());
    },
    onStep: (step) => void states.push(step.x),
  });
  return { x, nfe, states, calls, draws, options };
}

describe.each(
  runs.map((run) => ({ ...run, given: JSON.stringify(run.options) })),
)("$solver $given on $sigma_set", (run) => {
  test("agrees with the reference at every step, call and draw", async () => {
    const { x, nfe, states, calls, draws } = await replay(run);
    expect(nfe).toBe(run.nfe);
    expect(difference(x, run.final.flat())).toBeLessThan(tolerance);
    expect(states.length).toBe(run.x_steps.length);
    run.x_steps.forEach((points, i) =>
      expect(difference(states[i] ?? [], points.flat())).toBeLessThan(
        tolerance,
      ),
    );
    expect(
      difference(
        calls.map((call) => call.sigma),
        run.call_sigmas,
      ),
    ).toBeLessThan(tolerance);
    // NVIDIA's program draws where it then multiplies by 0, and ComfyUI's solvers for an ODE as well
    if (run.noise_args) {
      expect(draws.length).toBe(run.noise_draws);
      run.noise_args.forEach((args, k) =>
        expect(
          difference([draws[k]?.from ?? NaN, draws[k]?.to ?? NaN], [...args]),
        ).toBeLessThan(tolerance),
      );
    }
    if (run.noise_step)
      expect(draws.map((draw) => draw.step)).toEqual(run.noise_step);
    run.x_hat?.forEach((points, step) => {
      const call = calls.find((one) => one.step === step);
      expect(difference(call?.x ?? [], points.flat())).toBeLessThan(tolerance);
    });
  });
});

test("every solver has reference runs", () => {
  const covered = new Set(runs.map((run) => setUp(run).solver.title));
  expect(covered.size).toBe(5);
});
