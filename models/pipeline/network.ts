import { BadInput } from "../../core/bad-input.ts";
import type { Denoiser } from "../../core/denoiser.ts";
import { denoiseBy, predictions } from "../../core/parameterisation.ts";
import type { EncodedPrompt, Prompts } from "../../core/prompts.ts";
import { bestBatch } from "../best-batch.ts";
import { deviceFact, devices } from "../devices.ts";
import type { ModelDescription } from "../model-description.ts";
import { evaluation } from "../onnx-evaluation.ts";
import { onnxGram } from "../onnx-gram.ts";
import { portWords } from "../onnx-session.ts";
import { isWhole } from "../onnx-tensors.ts";
import { tellingSides } from "../sides-failure.ts";
import type { PipelineFolder } from "./folder.ts";
import { checkPrompts, networkFeeds } from "./network-feeds.ts";
import {
  readNetworkSignature,
  type NetworkSignature,
} from "./network-signature.ts";
import { openPart, partHash, type OpenPart } from "./open-part.ts";
import type { PipelineReference } from "./reference.ts";

/** What a pipeline's network is to denoise. */
export interface Fit {
  /** `[channels, height, width]` of the latents. */
  readonly shape: readonly number[];
  readonly prompts: Prompts;
}

/** D for latents of one shape and some prompts, which are its classes. */
export interface FittedNetwork {
  readonly denoiser: Denoiser;
  readonly description: ModelDescription;
  readonly notice: () => string | undefined;
  readonly bestBatch: () => Promise<number | undefined>;
}

/** The network of a pipeline, opened. */
export interface PipelineNetwork {
  /** Of the network without prompts, for latents as large as it was trained with. */
  readonly description: ModelDescription;
  /** @throws BadInput where the shape or the prompts are not for this network. */
  fitted(fit: Fit): FittedNetwork;
  /** Prompts that say nothing, to try it with. */
  readonly blankPrompts: Prompts;
  dispose(): Promise<void>;
}

/** Side of the latents of a network that does not say its own, as Stable Diffusion 1.5 has. */
const usualSide = 64;

export async function openNetwork(
  folder: PipelineFolder,
  reference: PipelineReference,
): Promise<PipelineNetwork> {
  const { noise, latents } = folder;
  const part = await openPart(folder.network, reference.device ?? "cpu");
  try {
    const signature = readNetworkSignature(part);
    const { channels = latents.channels } = signature;
    if (channels !== latents.channels)
      throw new BadInput(
        `${part.name} takes latents of ${channels} channels, but the VAE makes ${latents.channels}: only networks that are told nothing but latents are read, no inpainting`,
      );
    const sigmas = noise.sampling.sigmas;
    const limits = {
      sigmaMin: sigmas[0] ?? NaN,
      sigmaMax: sigmas.at(-1) ?? NaN,
      sigmaData: 1,
    };
    const [height, width] = signature.side;
    const description: ModelDescription = {
      reference,
      title: folder.title,
      shape: [
        channels,
        height ?? folder.trainedSide ?? usualSide,
        width ?? folder.trainedSide ?? usualSide,
      ],
      classCount: 0,
      ...limits,
      trainedAt: { kind: "table", sigmas },
      family: signature.size ? "SDXL" : "SD 1 or 2",
      latents: {
        factor: latents.factor,
        anySize: height === undefined && width === undefined,
      },
      sha256: await partHash(folder.network),
      facts: factsOf(folder, reference, part, signature, limits),
    };
    const products = onnxGram(part.opened.runtime);
    const timeOf =
      reference.time === "between" && !isWhole(signature.level.type)
        ? (sigma: number) => noise.sampling.timeBetween(sigma)
        : (sigma: number) => noise.sampling.timeOf(sigma);
    return {
      description,
      blankPrompts: blankPrompts(signature),
      async dispose() {
        await products.dispose();
        await part.dispose();
      },
      fitted(fit) {
        checkShape(part.name, [channels, ...signature.side], fit.shape);
        checkPrompts(part.name, signature, fit.prompts);
        const { evaluate, notice } = networkOf(part, signature, fit, folder);
        const classes = {
          shape: fit.shape,
          classCount: fit.prompts.positive.length,
        };
        const denoiser = {
          ...classes,
          ...limits,
          denoise: denoiseBy(noise.prediction, timeOf, evaluate),
          // guidance asks for every sample twice
          batch: Math.max(1, Math.floor(mostAtOnce(fit.shape) / 2)),
          gram: products.gram,
        };
        return {
          notice,
          denoiser,
          bestBatch: () => bestBatch(part.opened, denoiser),
          description: {
            ...description,
            ...classes,
            labels: fit.prompts.positive.map(({ text }) => text),
          },
        };
      },
    };
  } catch (error) {
    await part.dispose();
    throw error;
  }
}

function networkOf(
  { name, opened }: OpenPart,
  signature: NetworkSignature,
  { shape, prompts }: Fit,
  { latents }: PipelineFolder,
) {
  const ofShape = (sample: readonly number[]) => {
    const [, height = 0, width = 0] = sample;
    const wanted = {
      shape: sample,
      prompts,
      width: width * latents.factor,
      height: height * latents.factor,
    };
    return evaluation(name, opened, {
      ...signature,
      shape: sample,
      most: mostAtOnce(sample),
      feeds: (part) =>
        networkFeeds(opened.runtime.Tensor, signature, wanted, part),
    });
  };
  const { evaluate, notice } = ofShape(shape);
  return {
    notice,
    evaluate: tellingSides(evaluate, {
      model: name,
      shape,
      pixels: latents.factor,
      anySide: signature.side.every((side) => side === undefined),
      probe: (sample) =>
        ofShape(sample).evaluate(
          new Float32Array(sample.reduce((product, axis) => product * axis, 1)),
          new Float32Array([1]),
        ),
    }),
  };
}

/** Two of SD 1.5's latents, of which one takes seconds and gigabytes; more of smaller ones. */
function mostAtOnce([, height = 0, width = 0]: readonly number[]): number {
  return Math.max(2, Math.floor((2 * 64 * 64) / (height * width)));
}

function checkShape(
  model: string,
  wanted: readonly (number | undefined)[],
  shape: readonly number[],
): void {
  const fits =
    shape.length === 3 &&
    wanted.every((size, axis) => size === undefined || size === shape[axis]);
  if (!fits)
    throw new BadInput(
      `the latents have the shape [${shape.join(", ")}], but ${model} takes [${wanted.map((size) => size ?? "any").join(", ")}]`,
    );
}

function blankPrompts({ hidden, pooled }: NetworkSignature): Prompts {
  const tokens = hidden.tokens ?? 77;
  const negative: EncodedPrompt = {
    text: "",
    hidden: new Float32Array(tokens * (hidden.width ?? 768)),
    tokens,
    ...(pooled && { pooled: new Float32Array(pooled.width ?? 1280) }),
  };
  return { positive: [], negative, size: { cropLeft: 0, cropTop: 0 } };
}

function factsOf(
  { folder, noise, latents, encoders, trainedSide }: PipelineFolder,
  { device, time }: PipelineReference,
  { inputs, outputs }: OpenPart,
  signature: NetworkSignature,
  { sigmaMin, sigmaMax }: { sigmaMin: number; sigmaMax: number },
): ModelDescription["facts"] {
  const { side } = signature;
  const ports = (kind: string, of: typeof inputs) =>
    [...of.values()].map((port) => [kind, portWords(port), "unet"] as const);
  const trained = (trainedSide ?? usualSide) * latents.factor;
  const training =
    noise.notice === undefined
      ? "scheduler_config.json"
      : "not all stated: diffusers' defaults";
  return [
    [
      "kind",
      signature.size
        ? "SDXL"
        : noise.prediction === "v"
          ? "SD 2 (predicts v)"
          : "SD 1 or 2",
      "unet's inputs",
    ],
    ["folder", folder, "chosen"],
    [
      deviceFact,
      devices[device ?? "cpu"],
      device === undefined ? "default" : "set here",
    ],
    ["text encoders", String(encoders.length), "folder"],
    ["predicts", predictions[noise.prediction], training],
    ["training schedule", noise.words, training],
    [
      "time between timesteps",
      time === "between" && !isWhole(signature.level.type)
        ? "between, as diffusers"
        : "the nearest, as ComfyUI",
      isWhole(signature.level.type) ? "takes whole ones" : "set here",
    ],
    [
      "latents",
      `${latents.channels} channels, ${latents.factor} pixels a side, × ${latents.scaling}${latents.shift === 0 ? "" : `, shift ${latents.shift}`}`,
      latents.source,
    ],
    [
      "trained at",
      side[0] === undefined
        ? `${trained} × ${trained}`
        : `${side.map((each) => (each ?? 0) * latents.factor).join(" × ")} only`,
      side[0] !== undefined
        ? "unet's input"
        : trainedSide === undefined
          ? "not stated: usual"
          : "unet's config.json",
    ],
    ["sigma min", String(Number(sigmaMin.toPrecision(6))), "training schedule"],
    ["sigma max", String(Number(sigmaMax.toPrecision(6))), "training schedule"],
    ...ports("input", inputs),
    ...ports("output", outputs),
  ];
}
