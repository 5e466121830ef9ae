import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import type { LoadedModel } from "../models/load.ts";
import type { ModelReference } from "../models/model-reference.ts";
import { readPipelineFolder } from "../models/pipeline/folder.ts";
import { loadTextEncoder } from "../models/pipeline/parts.ts";
import { latentSide } from "../nodes/parts/latent-size.ts";
import { cutWords, noPrompt } from "../nodes/parts/opened-pipeline.ts";
import type { Terminal } from "./command.ts";
import { guidedModel, type GuidanceOptions } from "./guidance-option.ts";
import { wholeOption, wordsOption } from "./option.ts";

/** What the options of `declarePromptOptions` give. */
export interface PromptOptions {
  readonly prompt?: string;
  readonly negative?: string;
  readonly width?: number;
  readonly height?: number;
}

const usualScale = 7.5;

/** Adds what every command takes that computes a Stable Diffusion pipeline. */
export function declarePromptOptions(program: Program): Program {
  return program
    .option(
      "--prompt <text>",
      `for a pipeline's folder: what the picture is to be of, as plain text; with --guidance ${usualScale} where that is absent`,
      wordsOption("--prompt"),
    )
    .option(
      "--negative <text>",
      "what the picture is not to be of",
      wordsOption("--negative"),
    )
    .option(
      "--width <pixels>",
      "width of a pipeline's pictures; as it was trained where absent",
      wholeOption("--width", { min: 8, max: 16_384 }),
    )
    .option(
      "--height <pixels>",
      "height of a pipeline's pictures; as it was trained where absent",
      wholeOption("--height", { min: 8, max: 16_384 }),
    );
}

/**
 * The model with the prompts and the guidance that were asked for.
 * @param shape - Of the latents, where something else than the options says it.
 * @throws BadInput where a pipeline has no prompt, or another model is given one.
 */
export async function conditionedModel(
  reference: ModelReference,
  loaded: LoadedModel,
  options: PromptOptions & GuidanceOptions,
  terminal: Terminal,
  shape?: readonly number[],
): Promise<LoadedModel> {
  if (reference.kind !== "pipeline" || !loaded.fitted) {
    const given = (["prompt", "negative", "width", "height"] as const).find(
      (name) => options[name] !== undefined,
    );
    if (given !== undefined)
      throw new BadInput(
        `--${given} is for the folder of a Stable Diffusion pipeline, and ${loaded.description.title} is none`,
      );
    return guidedModel(loaded, options);
  }
  const { prompt, negative, width, height } = options;
  if (prompt === undefined)
    throw new BadInput(
      `${loaded.description.title} needs --prompt, the words that say what to make`,
    );
  const { zerosForNone, latents, notices } = await readPipelineFolder(
    reference.folder,
  );
  for (const notice of notices) terminal.say(notice);
  const encoder = await loadTextEncoder(reference);
  const encode = async (text: string) => {
    const encoded = await encoder.encode(text);
    const cut = cutWords(encoded);
    if (cut !== undefined) terminal.say(cut);
    return encoded;
  };
  try {
    const [channels = 4, high = 0, wide = 0] = loaded.description.shape;
    const fitted = loaded.fitted({
      shape: shape ?? [
        channels,
        height === undefined ? high : latentSide("--height", height, latents),
        width === undefined ? wide : latentSide("--width", width, latents),
      ],
      prompts: {
        positive: [(await encode(prompt)).prompt],
        negative:
          negative === undefined
            ? await noPrompt(encode, zerosForNone)
            : (await encode(negative)).prompt,
        size: { cropLeft: 0, cropTop: 0 },
      },
    });
    return guidedModel(fitted, { guidance: usualScale, ...options });
  } finally {
    await encoder.dispose();
  }
}
