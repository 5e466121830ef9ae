import { BadInput } from "../core/bad-input.ts";
import type { Vector } from "../core/vector.ts";
import { loadVae } from "../models/pipeline/parts.ts";
import type { PipelineReference } from "../models/pipeline/reference.ts";
import type { Plane } from "../models/pipeline/vae.ts";
import { readPicture } from "../nodes/formats/reading/picture-file.ts";
import { croppedTo } from "../nodes/parts/latent-size.ts";
import {
  decodedPictures,
  encodedPictures,
} from "../nodes/parts/vae-pictures.ts";
import { readPipelineFolder } from "../models/pipeline/folder.ts";

/** Pictures of latents, as samples: from 0 to 1. */
export async function picturesOf<
  T extends {
    readonly data: Vector;
    readonly count: number;
    readonly shape: readonly number[];
  },
>(reference: PipelineReference, latents: T, signal: AbortSignal) {
  const decoder = await loadVae(reference, "vae-decoder");
  try {
    const { pixels, shape } = await decodedPictures(
      latents,
      decoder,
      turnOf(signal),
    );
    return { ...latents, data: pixels, shape, valueRange: [0, 1] as const };
  } finally {
    await decoder.dispose();
  }
}

/** The latents of a picture file, of which the middle is taken where its sides do not divide. */
export async function latentsOfPicture(
  reference: PipelineReference,
  path: string,
  size: { readonly width?: number; readonly height?: number },
  signal: AbortSignal,
): Promise<Plane> {
  const { width, height } = size;
  if ((width === undefined) !== (height === undefined))
    throw new BadInput(
      `--from ${path} takes both --width and --height or neither, got one of them`,
    );
  const { latents } = await readPipelineFolder(reference.folder);
  const read = await readPicture(
    path,
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
  const encoder = await loadVae(reference, "vae-encoder");
  try {
    return await encodedPictures(image, encoder, turnOf(signal));
  } finally {
    await encoder.dispose();
  }
}

/** Lets a signal of the terminal come in. */
function turnOf(signal: AbortSignal) {
  return async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  };
}
