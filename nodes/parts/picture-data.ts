import { BadInput } from "../../core/bad-input.ts";
import type { ImageValue } from "../../engine/values.ts";
import type { NumberArray } from "../formats/npy.ts";
import { resizedPicture } from "../formats/reading/picture-file.ts";
import { isImage } from "../formats/sample-pictures.ts";

/** What pictures are brought to, to be a model's data. */
interface PictureModel {
  readonly title: string;
  readonly shape: readonly number[];
  readonly valueRange?: readonly [number, number];
  /** There where its samples are latents of pictures. */
  readonly latents?: object;
}

/**
 * Pictures as a model's data: in its size, its channels and its values of black and white.
 * @returns With what was done to them, for a caption.
 * @throws BadInput where the model's samples are no pictures.
 */
export async function pictureData(
  { pixels, count, shape }: ImageValue,
  { title, shape: wanted, valueRange = [-1, 1], latents }: PictureModel,
): Promise<{ readonly data: NumberArray; readonly words: readonly string[] }> {
  if (latents !== undefined)
    throw new BadInput(
      `the samples of ${title} are latents of pictures, got pictures: put a VAE Encode between`,
    );
  if (!isImage(wanted))
    throw new BadInput(
      `pictures can be the data of a model of pictures ([1 or 3, height, width]) only, and the samples of ${title} have the shape [${wanted.join(", ")}]`,
    );
  const [channels, height, width] = shape;
  const [black, white] = valueRange;
  const own = { width, height };
  const size = { width: wanted[2], height: wanted[1] };
  const fits = width === size.width && height === size.height;
  const plane = size.width * size.height;
  const length = wanted[0] * plane;
  const data = new Float32Array(count * length);
  for (let index = 0; index < count; index++) {
    const from = index * channels * width * height;
    const picture = pixels.subarray(from, from + channels * width * height);
    const resized = fits ? picture : await resizedPicture(picture, own, size);
    const brought = inChannels(resized, channels, wanted[0]);
    for (let k = 0; k < length; k++)
      data[index * length + k] =
        black + (white - black) * (brought[k] as number);
  }
  return {
    data: { data, shape: [count, ...wanted] },
    words: [
      ...(fits
        ? []
        : [
            `cropped or resized from ${width} × ${height} to ${size.width} × ${size.height} pixels`,
          ]),
      ...(channels > wanted[0] ? ["made grey"] : []),
    ],
  };
}

/** @param picture - `[channels, plane]`. */
function inChannels(
  picture: Float32Array,
  channels: 1 | 3,
  wanted: 1 | 3,
): Float32Array {
  if (channels === wanted) return picture;
  const plane = picture.length / channels;
  if (channels === 1)
    return Float32Array.from(
      { length: 3 * plane },
      (_, k) => picture[k % plane] as number,
    );
  const at = (k: number, channel: number) =>
    picture[channel * plane + k] as number;
  // ITU-R BT.601, as pictures are made grey elsewhere
  return Float32Array.from(
    { length: plane },
    (_, k) => 0.299 * at(k, 0) + 0.587 * at(k, 1) + 0.114 * at(k, 2),
  );
}
