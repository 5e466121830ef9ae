import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import type { Vector } from "../core/vector.ts";
import { loadDecoder, loadEncoder } from "../models/pipeline/parts.ts";
import type { PipelineReference } from "../models/pipeline/reference.ts";
import type { EncodedPicture } from "../models/pipeline/vae.ts";
import { readPicture } from "../nodes/formats/reading/picture-file.ts";
import { croppedTo } from "../nodes/parts/latent-size.ts";
import { decodedPictures, latentKinds } from "../nodes/parts/vae-pictures.ts";
import { readPipelineFolder } from "../models/pipeline/folder.ts";
import type { ModelReference } from "../models/model-reference.ts";
import { tileSide, tileWords } from "../nodes/parts/vae-tiling.ts";
import type { Terminal } from "./command.ts";
import { choiceOption } from "./option.ts";
import { declareTileOption, type TileOptions } from "./tile-option.ts";

/** Pictures of latents, as samples: from 0 to 1. */
export async function picturesOf<
  T extends {
    readonly data: Vector;
    readonly count: number;
    readonly shape: readonly number[];
  },
>(
  reference: PipelineReference,
  latents: T,
  { tile }: TileOptions,
  { say, signal }: Terminal,
) {
  const { latents: space } = await readPipelineFolder(reference.folder);
  const side = tileSide(tile.tiling, tile.pixels, latents.shape, space);
  const tiles = tileWords(side, latents.shape, space);
  if (tiles !== undefined) say(`The picture is decoded ${tiles}.`);
  const decoder = await loadDecoder(reference);
  try {
    const { pixels, shape } = await decodedPictures(
      latents,
      decoder,
      side,
      () => turn(signal),
    );
    return { ...latents, data: pixels, shape, valueRange: [0, 1] as const };
  } finally {
    await decoder.dispose();
  }
}

/** What the options of `declareFromOptions` give. */
export interface FromOptions extends TileOptions {
  readonly from?: string;
  readonly latents: string;
  readonly width?: number;
  readonly height?: number;
}

/** Adds what a command takes that goes on from a picture. */
export function declareFromOptions(program: Program): Program {
  return declareTileOption(program)
    .option(
      "--from <picture>",
      "a picture that a pipeline goes on from, with a --denoise below 1",
    )
    .option(
      "--latents <kind>",
      `for --from: ${latentKinds.choices.map(({ value }) => value).join(" or ")}. ${latentKinds.words}`,
      choiceOption(
        "--latents",
        latentKinds.choices.map(({ value }) => value),
      ),
      latentKinds.default,
    );
}

/**
 * The picture of `--from`, encoded; its middle where its sides do not divide.
 * @throws BadInput where the model is no pipeline, or the file no picture.
 */
export async function encodedPicture(
  reference: ModelReference,
  { from, width, height, tile }: FromOptions,
  { say, signal }: Terminal,
): Promise<EncodedPicture | undefined> {
  if (from === undefined) return undefined;
  if (reference.kind !== "pipeline")
    throw new BadInput(
      `--from is for the folder of a Stable Diffusion pipeline: other models go on from --init`,
    );
  if ((width === undefined) !== (height === undefined))
    throw new BadInput(
      `--from ${from} takes both --width and --height or neither, got one of them`,
    );
  const { latents } = await readPipelineFolder(reference.folder);
  const read = await readPicture(
    from,
    width === undefined || height === undefined ? undefined : { width, height },
  );
  const { image } = croppedTo(
    {
      pixels: read.pixels,
      count: 1,
      shape: [3, read.height, read.width],
    },
    latents.factor,
  );
  const [, high, wide] = image.shape;
  const { fileSize } = read;
  if (fileSize.width !== wide || fileSize.height !== high)
    say(
      `${from} was cropped or resized from ${fileSize.width} × ${fileSize.height} to ${wide} × ${high} pixels.`,
    );
  const encoder = await loadEncoder(reference);
  const { factor } = latents;
  const shape = [latents.channels, high / factor, wide / factor];
  const side = tileSide(tile.tiling, tile.pixels, shape, latents);
  const tiles = tileWords(side, shape, latents);
  if (tiles !== undefined) say(`The picture of --from is encoded ${tiles}.`);
  try {
    await turn(signal);
    return await encoder.encode(
      { data: image.pixels, shape: image.shape },
      side === undefined ? undefined : { side, onTile: () => turn(signal) },
    );
  } finally {
    await encoder.dispose();
  }
}

/** Lets a signal of the terminal come in. */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
