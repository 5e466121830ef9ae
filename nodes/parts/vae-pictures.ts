import { BadInput } from "../../core/bad-input.ts";
import type { Vector } from "../../core/vector.ts";
import type { ImageValue } from "../../engine/values.ts";
import type { Plane, VaeHalf } from "../../models/pipeline/vae.ts";

/** Called before each picture and after the last with the number done, so that a cancel can come in. */
type OnDone = (done: number) => Promise<void>;

/**
 * @param latents - `[count, ...shape]`, as a network makes them.
 * @returns Pictures from 0 to 1.
 */
export async function decodedPictures(
  latents: {
    readonly data: Vector;
    readonly count: number;
    readonly shape: readonly number[];
  },
  decoder: VaeHalf,
  onDone: OnDone,
): Promise<ImageValue> {
  const { data, shape } = await convertAll(latents, decoder, onDone);
  const [channels, height, width] = shape;
  if (channels !== 3 && channels !== 1)
    throw new BadInput(
      `the VAE must give pictures of 1 or 3 channels, got ${channels}`,
    );
  return {
    pixels: data,
    count: latents.count,
    shape: [channels, height, width],
  };
}

/** @returns Latents of pictures, as a network makes them. */
export function encodedPictures(
  { pixels, count, shape }: ImageValue,
  encoder: VaeHalf,
  onDone: OnDone,
): Promise<Plane> {
  return convertAll({ data: pixels, count, shape }, encoder, onDone);
}

/** @returns All of them in `data`, and the shape of each. */
async function convertAll(
  {
    data,
    count,
    shape: [channels = 0, height = 0, width = 0],
  }: {
    readonly data: Vector;
    readonly count: number;
    readonly shape: readonly number[];
  },
  half: VaeHalf,
  onDone: OnDone,
): Promise<Plane> {
  const size = channels * height * width;
  let all: Float32Array | undefined;
  let shape: Plane["shape"] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    await onDone(index);
    const one = await half.convert({
      data: Float32Array.from(data.subarray(index * size, (index + 1) * size)),
      shape: [channels, height, width],
    });
    shape = one.shape;
    all ??= new Float32Array(count * one.data.length);
    all.set(one.data, index * one.data.length);
  }
  await onDone(count);
  return { data: all ?? new Float32Array(), shape };
}
