import { BadInput } from "../../core/bad-input.ts";
import type { ImageValue, ModelValue, VaeValue } from "../../engine/values.ts";

/**
 * The side of latents for a side of pictures.
 * @param name - What the side is called, for the sentence.
 * @param pixels - Of the picture.
 * @throws BadInput that names the sizes beside it that the network computes where it does not divide.
 */
export function latentSide(
  name: string,
  pixels: number,
  { factor, multiple }: Pick<VaeValue, "factor" | "multiple">,
): number {
  if (pixels % factor === 0 && pixels >= factor) return pixels / factor;
  const unit = factor * multiple;
  const below = Math.floor(pixels / unit) * unit;
  const near = [below, below + unit].filter((each) => each > 0);
  throw new BadInput(
    `${name} must divide by ${factor}, the pixels along a side of one of the latents, got ${pixels}: take ${near.join(" or ")}`,
  );
}

/** A model for samples of a shape, where it takes them; else as it is. */
export function inShapeOf(
  model: ModelValue,
  shape: readonly number[],
): ModelValue {
  const fits =
    model.latents?.anySize === true &&
    shape.length === model.shape.length &&
    shape[0] === model.shape[0];
  return fits ? { ...model, shape } : model;
}

/**
 * The middle of pictures, as large as divides by `factor`, as ComfyUI has it.
 * @returns With whether anything was cut off.
 * @throws BadInput where nothing would be left.
 */
export function croppedTo(
  image: ImageValue,
  factor: number,
): { readonly image: ImageValue; readonly cropped: boolean } {
  const [channels, height, width] = image.shape;
  const high = height - (height % factor);
  const wide = width - (width % factor);
  if (high === height && wide === width) return { image, cropped: false };
  if (high === 0 || wide === 0)
    throw new BadInput(
      `pictures must be at least ${factor} × ${factor} pixels, got ${width} × ${height}`,
    );
  const rows = image.count * channels * high;
  const top = Math.floor((height - high) / 2);
  const left = Math.floor((width - wide) / 2);
  const pixels = new Float32Array(rows * wide);
  for (let row = 0; row < rows; row++) {
    const from = (Math.floor(row / high) * height + top + (row % high)) * width;
    pixels.set(
      image.pixels.subarray(from + left, from + left + wide),
      row * wide,
    );
  }
  return {
    image: { ...image, pixels, shape: [channels, high, wide] },
    cropped: true,
  };
}
