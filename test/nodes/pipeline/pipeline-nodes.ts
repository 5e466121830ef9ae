import type {
  ConditioningValue,
  ImageValue,
  ModelValue,
  SamplesValue,
  ScheduleValue,
  TextEncoderValue,
  VaeValue,
} from "../../../engine/values.ts";
import type { LoadedModel } from "../../../models/load.ts";
import { openedModel } from "../../../nodes/parts/opened-model.ts";
import {
  pipelineFolder,
  type PipelineRun,
} from "../../models/pipeline/reference.ts";
import { runNode } from "../run-node.ts";

export interface Loaded {
  readonly model: ModelValue;
  readonly clip: TextEncoderValue;
  readonly vae: VaeValue;
}

export const solvers = {
  Euler: { id: "EulerDiscreteScheduler", options: {} },
  DDIM: { id: "DDIMScheduler", options: {} },
  "DPM++ 2M": {
    id: "DPMSolverMultistepScheduler",
    options: { lower_order_final: true },
  },
};

const resources = new Map<string, unknown>();

export async function run(
  id: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  return (await runNode(id, given, { resources })).outputs;
}

export async function load(folder: string): Promise<Loaded> {
  const outputs = await run("pipeline/load-pipeline", {
    folder: pipelineFolder(folder),
  });
  return outputs as unknown as Loaded;
}

export async function prompt(
  clip: TextEncoderValue,
  text: string,
): Promise<ConditioningValue> {
  const outputs = await run("pipeline/prompt", { clip, text });
  return outputs["conditioning"] as ConditioningValue;
}

export async function schedule({
  settings,
  scheduler,
}: PipelineRun): Promise<ScheduleValue> {
  const { steps, solver, strength = 1 } = settings;
  const kept = Math.trunc(steps * strength);
  const outputs = await run("schedules/schedule", {
    family: "leading",
    steps: kept,
    denoise: kept / steps,
    ending: "zero",
    "leading:convention": solver === "DPM++ 2M" ? "dpm" : "euler",
  });
  const value = outputs["schedule"] as ScheduleValue;
  // DDIM may end at the level of the lowest timestep
  if (solver !== "DDIM" || scheduler["set_alpha_to_one"] === true) return value;
  const sigmas = value.sigmas.slice();
  sigmas[sigmas.length - 1] = 0.029167158;
  return { ...value, sigmas, ending: "sigma-min" };
}

/** The denoiser that a Sampler makes of a MODEL for samples of a shape. */
export function opened(
  model: ModelValue,
  shape: readonly number[],
): Promise<LoadedModel> {
  return openedModel(
    { ...model, shape },
    {
      async resource<T>(key: string, make: () => Promise<T>) {
        if (!resources.has(key)) resources.set(key, await make());
        return resources.get(key) as T;
      },
    },
  );
}

/** The network with a run's prompts, guidance and sizes. */
export async function guided(
  { model, clip }: Loaded,
  { settings }: PipelineRun,
): Promise<ModelValue> {
  const positive = await prompt(clip, settings.prompt);
  const [top = 0, left = 0] = settings.crops_coords_top_left ?? [];
  const [originalHeight = 0, originalWidth = 0] = settings.original_size ?? [];
  const [targetHeight = 0, targetWidth = 0] = settings.target_size ?? [];
  const outputs = await run("pipeline/prompt-guidance", {
    model,
    positive,
    ...(settings.negative !== null && {
      negative: await prompt(clip, settings.negative),
    }),
    scale: settings.guidance,
    original_width: originalWidth,
    original_height: originalHeight,
    crop_top: top,
    crop_left: left,
    target_width: targetWidth,
    target_height: targetHeight,
  });
  return outputs["model"] as ModelValue;
}

/** All nodes from noise, as a person links them. */
export async function sampled(
  loaded: Loaded,
  reference: PipelineRun,
): Promise<{ latents: SamplesValue; image: ImageValue }> {
  const { vae } = loaded;
  const { settings } = reference;
  const [height, width] = settings.latent;
  const empty = await run("pipeline/empty-latent", {
    vae,
    width: width * vae.factor,
    height: height * vae.factor,
    count: settings.batch,
  });
  const outputs = await run("sampling/sampler", {
    model: await guided(loaded, reference),
    solver: solvers[settings.solver],
    schedule: await schedule(reference),
    start: empty["latent"],
    seed: settings.seed,
    noise_source: "torch-cpu",
  });
  const latents = outputs["samples"] as SamplesValue;
  const decoded = await run("pipeline/vae-decode", {
    samples: latents,
    vae,
  });
  return { latents, image: decoded["images"] as ImageValue };
}
