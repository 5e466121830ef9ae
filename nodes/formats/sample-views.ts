import type { ImageValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";
import { encodePng, gridOf } from "./picture.ts";
import {
  isImage,
  pictured,
  samplePictures,
  type Pictured,
} from "./sample-pictures.ts";

const shownPictures = 64;

/** A view of samples as one picture: a grid of images with their own pixels, which the window enlarges, or points drawn. */
export function pictureView(samples: Pictured, caption?: string): View {
  const size = samples.data.length / samples.count;
  const count = isImage(samples.shape)
    ? Math.min(samples.count, shownPictures)
    : samples.count;
  const pictures = samplePictures({
    ...samples,
    count,
    data: samples.data.subarray(0, count * size),
  });
  const grid = gridOf(pictures);
  const rest =
    count < samples.count ? `first ${count} of ${samples.count}` : undefined;
  const words = [caption, rest]
    .filter((part) => part !== undefined)
    .join(" · ");
  return {
    kind: "image",
    png: encodePng(grid, "fast"),
    width: grid.width,
    height: grid.height,
    ...(words === "" ? {} : { caption: words }),
  };
}

/** A view of pictures, as `pictureView` has it. */
export function imageView(image: ImageValue, caption?: string): View {
  return pictureView(pictured(image), caption);
}

/** The kind of view in which samples of this shape are best seen while they are made; `undefined` where there is none. */
export function liveView(samples: Pictured, caption: string): View | undefined {
  if (samples.shape.length === 1 && samples.shape[0] === 2)
    return {
      kind: "scatter",
      points: Float32Array.from(samples.data),
      ...(samples.reference ? { reference: samples.reference } : {}),
      caption,
    };
  if (isImage(samples.shape)) return pictureView(samples, caption);
  const coloured = falseColours(samples);
  return coloured && pictureView(coloured, `${caption} · false colours`);
}

/** Black and white for latents, whose deviation is about 1. */
const latentRange = [-2.5, 2.5] as const;

/** Latents of four channels with the first three as red, green and blue: enough to see what becomes of them. */
function falseColours(samples: Pictured): Pictured | undefined {
  const [channels, height = 0, width = 0] = samples.shape;
  if (samples.shape.length !== 3 || channels !== 4) return undefined;
  const count = Math.min(samples.count, shownPictures);
  const size = height * width;
  const data = new Float32Array(count * 3 * size);
  for (let sample = 0; sample < count; sample++)
    data.set(
      samples.data.subarray(4 * sample * size, (4 * sample + 3) * size),
      3 * sample * size,
    );
  return { data, count, shape: [3, height, width], valueRange: latentRange };
}
