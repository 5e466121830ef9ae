import { expect, test } from "vitest";
import { combine } from "../../../core/combine.ts";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import type { Vector } from "../../../core/vector.ts";
import { difference, fixture, referenceToy } from "../reference.ts";
import { completedForPeer, record } from "./replay.ts";

type Options = Readonly<Record<string, number | string | boolean>>;

interface DiffusersRun {
  readonly scheduler: string;
  readonly config: Options;
  readonly step_kwargs: Options;
  /** VP: states are divided by sqrt(1 + sigma²). */
  readonly space: "VP" | "VE";
  /** Levels at which the model was asked for the noise, one a call. */
  readonly model_sigmas: readonly number[];
  readonly timesteps: readonly number[];
  readonly sigmas: readonly number[] | null;
  readonly x_steps: readonly (readonly (readonly number[])[])[];
}

const runs = fixture("diffusers-trajectories.json") as readonly DiffusersRun[];

/** sqrt((1 − alpha) / alpha) at the first time of Stable Diffusion's training. */
const lowestLevel = 0.02916715815172038;

function titleOf({ scheduler, config, step_kwargs }: DiffusersRun): string {
  return `${scheduler} ${JSON.stringify({ ...config, ...step_kwargs })}`;
}

/** What diffusers gives a scheduler to make its levels, and what has nothing to do here. */
const notOfSolvers = new Set([
  "timestep_spacing",
  "steps_offset",
  "use_karras_sigmas",
  "final_sigmas_type",
  "set_alpha_to_one",
  "clip_sample",
  "disable_corrector",
]);

/** Schedulers whose `x_steps` are the states that the model was called with, and the last one. */
const atCalls = new Set([
  "HeunDiscreteScheduler",
  "KDPM2DiscreteScheduler",
  "UniPCMultistepScheduler",
  "SASolverScheduler",
]);

/** Our solver for a run, under the scheduler's name and with its options. */
function oursFor({
  scheduler,
  config,
  step_kwargs,
  sigmas,
  timesteps,
}: DiffusersRun) {
  const options = Object.fromEntries(
    Object.entries({ ...config, ...step_kwargs }).filter(
      ([name]) => !notOfSolvers.has(name),
    ),
  );
  // noise is drawn on steps from times 200 to 800, ours says to which levels
  const drawing = timesteps.flatMap((time, i) =>
    time >= 200 && time <= 800 ? [sigmas?.[i + 1] ?? NaN] : [],
  );
  return completedForPeer(scheduler, {
    ...options,
    // diffusers lists the steps, all of them in its one run
    ...("disable_corrector" in config && { corrector: false }),
    ...(scheduler === "SASolverScheduler" && {
      start_sigma: drawing[0],
      end_sigma: drawing.at(-1),
    }),
  });
}

/** Levels to step through, without a last one that only repeats the one before. */
function levelsOf({ sigmas, model_sigmas, config }: DiffusersRun): number[] {
  const all = sigmas ?? [
    ...model_sigmas,
    config["set_alpha_to_one"] === true ? 0 : lowestLevel,
  ];
  // some schedulers hold each level as often as they evaluate there
  const levels = all.filter((sigma, i) => sigma !== all[i - 1]);
  // and some repeat the last one, for a step that changes nothing
  const last = levels.at(-1) ?? NaN;
  return last > 0 && last === all.at(-2)
    ? [...levels, last * (1 - Number.EPSILON)]
    : levels;
}

/** The model as diffusers calls it: the noise at the level of the call, whatever level the solver asked for. */
function modelOf({ model_sigmas, x_steps }: DiffusersRun) {
  const denoise = denoiseBatch(referenceToy.denoiser, x_steps[0]?.length ?? 0);
  let calls = 0;
  return async (x: Vector, sigma: number): Promise<Vector> => {
    const level = model_sigmas[calls++] ?? NaN;
    const share = sigma / level;
    return combine(x, [1 - share, x], [share, await denoise(x, level)]);
  };
}

/** By the start of their titles. */
const leftOut: Readonly<Record<string, string>> = {
  'EulerDiscreteScheduler {"use_karras_sigmas":true,"s_churn"':
    "diffusers evaluates the model before it puts noise back, so that its step mixes two states; the right churn is held to ComfyUI's and EDM's runs",
  'DPMSolverMultistepScheduler {"solver_order":3,"solver_type":"midpoint","algorithm_type":"sde-dpmsolver++"':
    "diffusers subtracts 1/2 where the third weight adds it; the right third order is held to ComfyUI's dpmpp_3m_sde",
};

const isLeftOut = (run: DiffusersRun): boolean =>
  Object.keys(leftOut).some((start) => titleOf(run).startsWith(start));

test("one run is left out for each reason", () => {
  expect(runs.filter(isLeftOut).length).toBe(Object.keys(leftOut).length);
});

const replayed = runs.filter((run) => !isLeftOut(run));

test.each(replayed.map((run) => [titleOf(run), run] as const))(
  "%s agrees with diffusers at every step",
  async (_, run) => {
    const sigmas = levelsOf(run);
    const made = await record({
      ...oursFor(run),
      sigmas,
      world: { denoise: modelOf(run) },
      drawsEachStep: true,
    });
    const called = atCalls.has(run.scheduler);
    const states = called
      ? [...made.calls.map((call) => call.x), made.x]
      : made.states;
    const levels = called
      ? [...made.calls.map((call) => call.sigma), sigmas.at(-1) ?? NaN]
      : made.levels;
    expect(made.nfe).toBe(run.model_sigmas.length);
    expect(states.length).toBe(run.x_steps.length);
    run.x_steps.forEach((points, i) => {
      const sigma = levels[i] ?? NaN;
      const scale = run.space === "VP" ? Math.hypot(1, sigma) : 1;
      const wanted = points.flat().map((value) => value * scale);
      expect(difference(states[i] ?? [], wanted)).toBeLessThan(1e-10);
    });
  },
);
