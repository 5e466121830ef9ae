import { readFile } from "node:fs/promises";
import type { Sharp } from "sharp";
import { openFailure } from "../../../models/file-failure.ts";
import { pictureFailure } from "./picture-failure.ts";

/** Kinds of files that pictures are read from. */
export const pictureExtensions = ["png", "jpg", "jpeg", "webp"] as const;

/** Pixels across and down. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface ReadPicture extends PictureSize {
  /** `[3, height, width]`, 0 (black) to 1 (white): sRGB, also of a grey file, alpha on white. */
  readonly pixels: Float32Array;
  /** Of the file, turned as its camera says. */
  readonly fileSize: PictureSize;
}

/**
 * The picture of a file, upright.
 * @param size - What it is resized to, after its middle was cut out in this aspect; its own where absent.
 * @throws BadInput where there is no such file or it is no whole picture.
 */
export async function readPicture(
  path: string,
  size?: PictureSize,
): Promise<ReadPicture> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw openFailure(path, "a picture", cause);
  }
  const sharp = await library();
  try {
    const picture = sharp(bytes, { failOn: "truncated" }).autoOrient();
    const { autoOrient: fileSize } = await picture.metadata();
    const upright = picture
      .flatten({ background: "#fff" })
      .toColourspace("srgb");
    return {
      ...(await planes(upright, fileSize, size)),
      fileSize: { width: fileSize.width, height: fileSize.height },
    };
  } catch (cause) {
    throw pictureFailure(path, bytes, cause);
  }
}

/**
 * A picture in another size, after its middle was cut out in that aspect.
 * @param pixels - `[channels, height, width]`, 0 to 1; rounded to 256 steps.
 * @param own - The size that it has.
 */
export async function resizedPicture(
  pixels: Float32Array,
  own: PictureSize,
  size: PictureSize,
): Promise<Float32Array> {
  const plane = own.width * own.height;
  const channels = pixels.length / plane === 1 ? 1 : 3;
  const bytes = new Uint8ClampedArray(pixels.length);
  for (let pixel = 0; pixel < plane; pixel++)
    for (let channel = 0; channel < channels; channel++)
      bytes[pixel * channels + channel] =
        255 * (pixels[channel * plane + pixel] as number);
  const raw = { width: own.width, height: own.height, channels } as const;
  const sharp = await library();
  const resized = await planes(sharp(bytes, { raw }), own, size);
  // a grey one comes back in three equal channels
  return resized.pixels.slice(0, channels * size.width * size.height);
}

/** The pixels, channels first, of the middle in the size that is asked for. */
async function planes(
  picture: Sharp,
  own: PictureSize,
  size: PictureSize = own,
): Promise<PictureSize & { readonly pixels: Float32Array }> {
  const fits = size.width === own.width && size.height === own.height;
  const fitting = fits
    ? picture
    : picture.resize(size.width, size.height, {
        fit: "cover",
        position: "centre",
      });
  const { data, info } = await fitting
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const plane = width * height;
  const pixels = new Float32Array(3 * plane);
  for (let pixel = 0; pixel < plane; pixel++)
    for (let channel = 0; channel < 3; channel++)
      pixels[channel * plane + pixel] =
        (data[pixel * channels + Math.min(channel, channels - 1)] as number) /
        255;
  return { pixels, width, height };
}

/** The native library is opened when it is first needed: most runs read no pictures. */
async function library() {
  return (await import("sharp")).default;
}
