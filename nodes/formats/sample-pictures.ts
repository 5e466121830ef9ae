import { BadInput } from "../../core/bad-input.ts";
import type { Vector } from "../../core/vector.ts";
import type { ImageValue } from "../../engine/values.ts";
import { pointsPicture } from "./points-picture.ts";
import type { Picture } from "./picture.ts";

/** What is needed of samples to make pictures of them; a `SamplesValue` is one. */
export interface Pictured {
  /** `[count, ...shape]`, in data units. */
  readonly data: Vector;
  readonly count: number;
  readonly shape: readonly number[];
  readonly valueRange?: readonly [number, number];
  /** `[count, 2]`, behind the points of 2-D samples. */
  readonly reference?: Float32Array;
}

/** Samples as they are, and pictures as what they are looked at with. */
export function pictured(value: Pictured | ImageValue): Pictured {
  if (!("pixels" in value)) return value;
  const { pixels, count, shape } = value;
  return { data: pixels, count, shape, valueRange: [0, 1] };
}

/**
 * Samples as pictures: images one each, points of the plane all in one.
 * @throws BadInput where they are neither, with their shape.
 */
export function samplePictures(samples: Pictured): readonly Picture[] {
  const { data, count, shape } = samples;
  if (shape.length === 1 && shape[0] === 2)
    return [pointsPicture(data, samples.reference)];
  if (!isImage(shape))
    throw new BadInput(
      `these samples have the shape [${shape.join(", ")}] and cannot be shown as pictures, wanted images ([1 or 3, height, width]) or points ([2]); VAE Decode makes images of latents`,
    );
  const [channels, height, width] = shape;
  const size = channels * height * width;
  const range = samples.valueRange ?? [-1, 1];
  return Array.from({ length: count }, (_, index) => ({
    width,
    height,
    channels,
    pixels: toPixels(
      data.subarray(index * size, (index + 1) * size),
      channels,
      range,
    ),
  }));
}

export function isImage(
  shape: readonly number[],
): shape is readonly [1 | 3, number, number] {
  return shape.length === 3 && (shape[0] === 1 || shape[0] === 3);
}

/**
 * @param image - `[channels, height, width]`.
 * @returns `[height, width, channels]`, values outside black and white cut off.
 */
function toPixels(
  image: Vector,
  channels: number,
  [black, white]: readonly [number, number],
): Uint8Array {
  const plane = image.length / channels;
  const pixels = new Uint8ClampedArray(image.length);
  for (let pixel = 0; pixel < plane; pixel++)
    for (let channel = 0; channel < channels; channel++)
      pixels[pixel * channels + channel] =
        (255 * ((image[channel * plane + pixel] ?? 0) - black)) /
        (white - black);
  return new Uint8Array(pixels.buffer);
}
