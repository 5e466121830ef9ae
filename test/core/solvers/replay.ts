import { expect } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { completeOptions } from "../../../core/options.ts";
import type { ParameterValues } from "../../../core/parameter.ts";
import { sample, type SampleRequest } from "../../../core/sample.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { parseSolverOptions } from "../../../core/solvers/peer-options.ts";
import { findSolver } from "../../../core/solvers/registry.ts";
import type { Solver } from "../../../core/solvers/solver.ts";
import type { Vector } from "../../../core/vector.ts";
import {
  difference,
  referenceToy,
  solverReference,
  type ReferenceRun,
} from "../reference.ts";

const { zT, noise, sigmaSets } = solverReference;

/** How a peer's runs of one of its solvers are compared with ours. Name and options are the peer's own. */
export interface Peer {
  /** Options that make the schedule, and what it then is; without, the run has one of the sets. */
  readonly schedule?: {
    readonly options: readonly string[];
    readonly sigmas: (run: ReferenceRun) => readonly number[];
  };
  /** Draws at the end that the peer multiplies by 0. */
  readonly unusedDraws?: number;
  /** Each difference relative to 1 + |wanted|; 1e-10 where absent. */
  readonly tolerance?: number;
  /** What `x_steps` are: the states at the levels, the first included, where absent. */
  readonly steps?: "after each trial" | "at each evaluation";
}

/** By the peer's name of the solver; a solver that is not here goes by its own name and options. */
export type Peers = Readonly<Record<string, Peer>>;

/** What a run samples. */
export type World = Pick<
  SampleRequest,
  "denoise" | "denoiseParts" | "process" | "flowShift"
>;

const mixture: World = {
  denoise: denoiseBatch(referenceToy.denoiser, zT.length),
};

/** EDM's own program makes its grid out of its options. */
export const edmPeer: Peer = {
  schedule: {
    options: ["num_steps", "sigma_min", "sigma_max", "rho"],
    sigmas: ({ options }) =>
      buildSchedule("edm", {
        steps: Number(options["num_steps"]),
        sigmaMin: Number(options["sigma_min"]),
        sigmaMax: Number(options["sigma_max"]),
        ending: "zero",
        options: { rho: Number(options["rho"]) },
      }).sigmas,
  },
};

/** How a run is called in tests: `lms {"order":2} on karras10`. */
export function titleOf(run: ReferenceRun): string {
  const guidance =
    run.cfg_scale === undefined ? "" : ` at guidance ${run.cfg_scale}`;
  return `${run.solver} ${JSON.stringify(run.options)} on ${run.sigma_set ?? "its own grid"}${guidance}`;
}

/** The reason for which a run is left out, by the start of its title. */
export function reasonFor(
  run: ReferenceRun,
  leftOut: Readonly<Record<string, string>>,
): string | undefined {
  const title = titleOf(run);
  return Object.entries(leftOut).find(([start]) =>
    title.startsWith(start),
  )?.[1];
}

/** A solver by any of its names, with all its options. */
export function completed(
  name: string,
  options: Readonly<Record<string, unknown>>,
) {
  const { solver, presetOptions } = findSolver(name);
  return {
    solver,
    options: completeOptions(
      solver.parameters,
      { ...presetOptions, ...options },
      solver.title,
    ),
  };
}

/** A peer's solver with the peer's own options, as a person gives both to the command line. */
export function completedForPeer(
  name: string,
  options: Readonly<Record<string, unknown>>,
) {
  const lines = Object.entries(options).map(
    ([option, value]) => `${option}=${String(value)}`,
  );
  return completed(name, parseSolverOptions(findSolver(name).solver, lines));
}

/** What a solver is run with; the state starts as the reference's noise at the first level. */
export interface Recorded {
  readonly solver: Solver;
  readonly options: ParameterValues;
  readonly sigmas: readonly number[];
  /** The model and the process; the reference's mixture where absent. */
  readonly world?: World;
  /** Whether the peer draws once in each step, used or not. */
  readonly drawsEachStep?: boolean;
}

/** Runs a solver, and keeps every state, level, call of the model and draw. */
export async function record({
  solver,
  options,
  sigmas,
  world = mixture,
  drawsEachStep = false,
}: Recorded) {
  const [first = NaN] = sigmas;
  const start = Float64Array.from(zT.flat(), (z) => z * first);
  const states: Vector[] = [start];
  const levels: number[] = [first];
  const calls: { sigma: number; x: Vector; step: number }[] = [];
  const draws: { step: number; from: number; to: number }[] = [];
  const counted =
    <T>(evaluate: (at: Vector, sigma: number) => T) =>
    (at: Vector, sigma: number): T => {
      calls.push({ sigma, x: at, step: states.length - 1 });
      return evaluate(at, sigma);
    };
  const request: Omit<SampleRequest, "solver" | "options" | "sigmas" | "x"> = {
    ...world,
    denoise: counted(world.denoise),
    ...(world.denoiseParts && { denoiseParts: counted(world.denoiseParts) }),
    noise(from, to) {
      const step = states.length - 1;
      draws.push({ step, from, to });
      const which = drawsEachStep ? step : draws.length - 1;
      return Float64Array.from((noise[which] ?? []).flat());
    },
    onStep(step) {
      states.push(step.x);
      levels.push(step.sigmaNext);
    },
  };
  const { x, nfe } = await sample({
    ...request,
    solver,
    options,
    sigmas,
    x: start,
  });
  return { x, nfe, states, levels, calls, draws };
}

/** Asserts that our solver makes a peer's run: every state, every call of the model, every draw. */
export async function agrees(
  run: ReferenceRun,
  peer: Peer,
  world: World = mixture,
): Promise<void> {
  const { tolerance = 1e-10 } = peer;
  const ofSchedule = peer.schedule?.options ?? [];
  const { solver, options } = completedForPeer(
    run.solver,
    Object.fromEntries(
      Object.entries(run.options).filter(
        ([name]) => !ofSchedule.includes(name),
      ),
    ),
  );
  const made = await record({
    solver,
    options,
    sigmas:
      peer.schedule?.sigmas(run) ??
      run.t_steps ??
      sigmaSets[run.sigma_set ?? ""] ??
      [],
    world,
  });
  const { x, nfe, states, levels, calls, draws } = made;
  const close = (got: ArrayLike<number>, wanted: readonly number[]): void =>
    expect(difference(got, wanted)).toBeLessThan(tolerance);

  expect(nfe).toBe(run.nfe);
  close(x, run.final.flat());
  close(
    calls.map((call) => call.sigma),
    run.call_sigmas,
  );
  const trials = peer.steps === "after each trial";
  const compared =
    peer.steps === "at each evaluation"
      ? [...calls.map((call) => call.x), x]
      : states.slice(trials ? 1 : 0);
  expect(compared.length).toBe(run.x_steps.length);
  run.x_steps.forEach((points, i) => close(compared[i] ?? [], points.flat()));
  if (run.step_sigmas) {
    const from = trials ? 1 : 0;
    close(levels.slice(from, from + run.step_sigmas.length), run.step_sigmas);
  }

  // peers draw noise also where they then multiply it by 0
  if (!solver.stochastic(options)) expect(draws).toEqual([]);
  else if (run.noise_args) {
    const used = run.noise_args.length - (peer.unusedDraws ?? 0);
    expect(draws.length).toBe(used);
    close(
      draws.flatMap(({ from, to }) => [from, to]),
      run.noise_args.slice(0, used).flat(),
    );
  }
  if (run.noise_step)
    expect(draws.map((draw) => draw.step)).toEqual(run.noise_step);
  run.x_hat?.forEach((points, step) => {
    const call = calls.find((one) => one.step === step);
    close(call?.x ?? [], points.flat());
  });
}
