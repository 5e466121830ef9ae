import { BadInput } from "../../core/bad-input.ts";
import { choice, file, wholeNumber } from "../../engine/inputs.ts";
import type { Json } from "../../engine/json.ts";
import { defineNode } from "../../engine/node-definition.ts";
import {
  deviceChoices,
  deviceFact,
  deviceWords,
} from "../../models/devices.ts";
import { readPipelineFolder } from "../../models/pipeline/folder.ts";
import { checkParts } from "../../models/pipeline/open-part.ts";
import { latentSide } from "../parts/latent-size.ts";
import { openedReference, placedReference } from "../parts/opened-model.ts";

export const loadPipeline = defineNode({
  title: "Load Pipeline",
  also: [
    "CheckpointLoaderSimple",
    "Load Checkpoint",
    "CLIPLoader",
    "VAELoader",
    "DiffusersLoader",
    "StableDiffusionPipeline",
  ],
  description:
    "Stable Diffusion from a folder: a diffusers pipeline of SD 1.5, SD 2 or SDXL that was exported to ONNX. It gives the network, the text encoder and the VAE; Prompt Guidance tells the network what to make.",
  inputs: {
    folder: file({
      extensions: [],
      folder: true,
      model: true,
      description:
        "The folder with model_index.json, unet, text_encoder, tokenizer, vae_decoder and scheduler.",
    }),
    device: choice(deviceChoices, { default: "cpu", description: deviceWords }),
    width: wholeNumber({
      default: 0,
      min: 0,
      max: 16_384,
      step: 64,
      seldom: true,
      description:
        "Pixels across where no latent says the size, as for Optimize Schedule. 0: as the model was trained.",
    }),
    height: wholeNumber({
      default: 0,
      min: 0,
      max: 16_384,
      step: 64,
      seldom: true,
      description:
        "Pixels down where no latent says the size, as for Optimize Schedule. 0: as the model was trained.",
    }),
    time: choice(
      [
        { value: "nearest", title: "Nearest timestep (ComfyUI)" },
        { value: "between", title: "Between timesteps (diffusers)" },
      ],
      {
        default: "nearest",
        seldom: true,
        label: "time of a level",
        description:
          "What the network is told for a noise level between two that it was trained at: the nearest timestep, or one with a fraction, as diffusers' Euler. A network of whole timesteps gets the nearest.",
      },
    ),
  },
  outputs: {
    model: { type: "MODEL" },
    clip: {
      type: "CLIP",
      description: "The text encoders with their tokenizers.",
    },
    vae: { type: "VAE", description: "Between latents and pictures." },
  },
  shows: "table",
  async run({ folder: path, device, width, height, time }, context) {
    if (path.trim() === "")
      throw new BadInput(
        "no folder is chosen: choose the folder of a Stable Diffusion pipeline in ONNX under folder",
      );
    await context.report({
      done: 0,
      total: 1,
      message: "reading the files, which takes a while for the first time",
    });
    const folder = await readPipelineFolder(path.trim());
    const { latents, notices } = folder;
    for (const notice of notices) context.warn(notice);
    await checkParts(folder);
    const { reference, words } = await placedReference(
      {
        kind: "pipeline",
        folder: folder.folder,
        ...(time === "between" && { time }),
      },
      device,
      context,
    );
    const { description } = await openedReference(reference, context);
    const { facts, reference: same, ...known } = description;
    const [channels = 4, high = 0, wide = 0] = known.shape;
    context.show({
      kind: "table",
      columns: ["property", "value", "from"],
      rows: facts.map((fact) =>
        words !== undefined && fact[0] === deviceFact
          ? [deviceFact, words, "measured here"]
          : fact,
      ),
    });
    // plain data by its type's own promise; an interface is not assignable to Json
    const json = same as unknown as Json;
    return {
      model: {
        ...known,
        reference: json,
        shape: [
          channels,
          height === 0 ? high : latentSide("height", height, latents),
          width === 0 ? wide : latentSide("width", width, latents),
        ],
        classLabel: null,
      },
      clip: {
        reference: json,
        title: folder.title,
        zerosForNone: folder.zerosForNone,
      },
      vae: {
        reference: json,
        title: folder.title,
        channels: latents.channels,
        factor: latents.factor,
        multiple: latents.multiple,
      },
    };
  },
});
