import { stat } from "node:fs/promises";
import { openFailure } from "../file-failure.ts";
import type { PipelinePart } from "./folder.ts";
import { openDecoder } from "./vae.ts";

const known = new Map<string, Promise<number>>();

/** Side of the latents that are decoded to see what comes. */
const side = 8;

/**
 * Pixels along one side of a latent's pixel, by decoding a small one on the CPU; once per process while the file stays.
 * For folders that do not say it: diffusers' own export writes no configuration of its VAE.
 */
export async function measuredFactor(
  decoder: PipelinePart,
  channels: number,
): Promise<number> {
  const { size, mtimeMs } = await stat(decoder.path).catch((error: unknown) => {
    throw openFailure(decoder.path, "an ONNX model", error);
  });
  const key = `${decoder.path} ${size} ${mtimeMs}`;
  const found = known.get(key) ?? measure(decoder, channels);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

async function measure(
  decoder: PipelinePart,
  channels: number,
): Promise<number> {
  const vae = await openDecoder(decoder, { scaling: 1, shift: 0 }, "cpu");
  try {
    const { shape } = await vae.decode({
      data: new Float32Array(channels * side * side),
      shape: [channels, side, side],
    });
    return shape[2] / side;
  } finally {
    await vae.dispose();
  }
}
