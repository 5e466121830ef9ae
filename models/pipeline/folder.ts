import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import { readFolder } from "../read-folder.ts";
import {
  numberIn,
  numbersIn,
  readConfig,
  textIn,
  type Config,
} from "./config.ts";
import { pipelineIndex } from "./folder-content.ts";
import { measuredFactor } from "./measured-factor.ts";
import { readTrainingNoise, type TrainingNoise } from "./training-noise.ts";

/** One ONNX model of a pipeline. */
export interface PipelinePart {
  readonly path: string;
  /** What it is called in sentences: `unet/model.onnx`. */
  readonly name: string;
}

/** A text encoder with its tokenizer. */
export interface EncoderPart extends PipelinePart {
  /** The folder of its tokenizer. */
  readonly tokenizer: string;
}

/** How pictures become latents. */
export interface LatentSpace {
  readonly channels: number;
  /** Pixels along one side of a latent's pixel. */
  readonly factor: number;
  /** latent = (what the encoder gives − shift) · scaling. */
  readonly scaling: number;
  /** Of which the sides are multiples that the network can halve as often as it does, by its configuration; 1 where that does not say. */
  readonly multiple: number;
  readonly shift: number;
  /** Where it is said, for the table of facts. */
  readonly source: string;
}

/** What a folder of a Stable Diffusion pipeline holds, by its JSON files. */
export interface PipelineFolder {
  readonly folder: string;
  readonly title: string;
  readonly network: PipelinePart;
  /** One, or two for SDXL. */
  readonly encoders: readonly EncoderPart[];
  readonly decoder: PipelinePart;
  /** Absent where the folder has none: pictures cannot be gone on from then. */
  readonly encoder?: PipelinePart;
  readonly noise: TrainingNoise;
  readonly latents: LatentSpace;
  /** Side of the latents that the network was trained at; absent where nobody says. */
  readonly trainedSide?: number;
  /** Where there is no negative prompt, its states are zeros, not those of an empty prompt. */
  readonly zerosForNone: boolean;
  /** What the files leave out and what is assumed of it, a sentence each. */
  readonly notices: readonly string[];
}

/** Whether a path is that of a pipeline's folder, or was meant to be. */
export async function isFolder(path: string): Promise<boolean> {
  const about = await stat(path).catch(() => undefined);
  return about?.isDirectory() ?? false;
}

/**
 * @param path - Of the folder, or of the model_index.json in it.
 * @throws BadInput that names the file that is missing or wrong.
 */
export async function readPipelineFolder(
  path: string,
): Promise<PipelineFolder> {
  const folder = resolve(
    basename(path) === pipelineIndex ? join(path, "..") : path,
  );
  const entries = await readFolder(folder, "the folder of a pipeline");
  const names = entries.map(({ name }) => name);
  const said = await readConfig(join(folder, pipelineIndex));
  if (!said)
    throw new BadInput(
      `${folder} has no ${pipelineIndex}, wanted the folder of a diffusers pipeline that was exported to ONNX`,
    );
  if (!names.includes("unet") && names.includes("transformer"))
    throw new BadInput(
      `${folder} is a ${textIn(said, "_class_name") ?? "pipeline"} with a transformer: read are those with a unet, SD 1.5, SD 2 and SDXL`,
    );
  const encoders = [];
  for (const [name, tokenizer] of [
    ["text_encoder", "tokenizer"],
    ["text_encoder_2", "tokenizer_2"],
  ] as const)
    if (names.includes(name) || wants(said, name))
      encoders.push({
        ...(await partOf(folder, name)),
        tokenizer: join(folder, tokenizer),
      });
  if (encoders.length === 0)
    throw new BadInput(`${folder} has no text_encoder, which prompts need`);
  const networkConfig = await readConfig(join(folder, "unet", "config.json"));
  const scheduler = join(folder, "scheduler", "scheduler_config.json");
  const schedulerConfig = await readConfig(scheduler);
  if (!schedulerConfig)
    throw new BadInput(
      `${scheduler} is missing: it says which noise levels the model was trained at; copy it from the model's original`,
    );
  const side = numberIn(networkConfig, "sample_size");
  const decoder = await partOf(folder, "vae_decoder");
  const noise = readTrainingNoise(schedulerConfig);
  return {
    folder,
    title: basename(folder),
    network: await partOf(folder, "unet"),
    encoders,
    decoder,
    ...(names.includes("vae_encoder") && {
      encoder: await partOf(folder, "vae_encoder"),
    }),
    noise,
    latents: await latentSpace(folder, decoder, encoders.length, networkConfig),
    ...(side !== undefined && { trainedSide: side }),
    zerosForNone: said.values["force_zeros_for_empty_prompt"] === true,
    notices: [
      ...(textIn(said, "_class_name") === undefined
        ? [
            `${said.path} does not say which pipeline it is (_class_name): assumed is ${encoders.length === 2 ? "SDXL" : "SD 1 or 2"} by its ${encoders.length === 2 ? "two text encoders" : "one text encoder"}, with an empty prompt where there is no negative one; copy the file from the model's original.`,
          ]
        : []),
      ...(noise.notice === undefined ? [] : [noise.notice]),
    ],
  };
}

/** Whether model_index.json says that the pipeline has a part: its library and class. */
function wants({ values }: Config, part: string): boolean {
  const entry = values[part];
  return Array.isArray(entry) && entry[0] !== null;
}

async function partOf(folder: string, part: string): Promise<PipelinePart> {
  const path = join(folder, part, "model.onnx");
  const about = await stat(path).catch(() => undefined);
  if (about?.isFile()) return { path, name: `${part}/model.onnx` };
  const others = await readdir(join(folder, part)).catch(() => []);
  const weights = others.find((name) => /\.(safetensors|bin|pt)$/.test(name));
  throw new BadInput(
    weights === undefined
      ? `${path} is missing: copy or export it`
      : `${path} is missing, and ${part} holds PyTorch weights (${weights}): export the pipeline to ONNX, for example with "optimum-cli export onnx"`,
  );
}

/** SDXL's and SD's scaling, for folders without a VAE's configuration: diffusers' own export writes none. */
const usualScaling = { one: 0.182_15, two: 0.130_25 };

async function latentSpace(
  folder: string,
  decoder: PipelinePart,
  encoderCount: number,
  network: Config | undefined,
): Promise<LatentSpace> {
  const config =
    (await readConfig(join(folder, "vae_decoder", "config.json"))) ??
    (await readConfig(join(folder, "vae", "config.json")));
  if (config?.values["latents_mean"] || config?.values["latents_std"])
    throw new BadInput(
      `${config.path} has latents_mean or latents_std: latents scaled by channel are not read`,
    );
  const blocks = numbersIn(config, "block_out_channels")?.length;
  const scaling =
    numberIn(config, "scaling_factor") ??
    (encoderCount === 2 ? usualScaling.two : usualScaling.one);
  if (!(scaling > 0))
    throw new BadInput(
      `scaling_factor in ${config?.path} must be above 0, got ${scaling}`,
    );
  const channels = numberIn(config, "latent_channels") ?? 4;
  return {
    channels,
    factor:
      blocks === undefined
        ? await measuredFactor(decoder, channels)
        : 2 ** (blocks - 1),
    multiple:
      2 ** ((numbersIn(network, "block_out_channels")?.length ?? 1) - 1),
    scaling,
    shift: numberIn(config, "shift_factor") ?? 0,
    source: config
      ? "VAE's config.json"
      : "not stated: measured, and Stable Diffusion's scaling",
  };
}
