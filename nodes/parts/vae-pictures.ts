import { BadInput } from "../../core/bad-input.ts";
import type { Vector } from "../../core/vector.ts";
import type { ImageValue } from "../../engine/values.ts";
import type { Plane } from "../../models/pipeline/plane.ts";
import type { Tiles } from "../../models/pipeline/tiles.ts";
import type {
  EncodedPicture,
  VaeDecoder,
  VaeEncoder,
} from "../../models/pipeline/vae.ts";

/**
 * Called before each picture and each of its tiles, and after the last, so that a cancel can come in.
 * @param done - Pictures so far, and the part of the next.
 * @param doing - In words, empty after the last.
 */
type OnDone = (done: number, doing: string) => Promise<void>;

/**
 * @param latents - `[count, ...shape]`, as a network makes them.
 * @param side - Of the tiles that each goes through the decoder in; in one piece where absent.
 * @returns Pictures from 0 to 1.
 */
export async function decodedPictures(
  latents: {
    readonly data: Vector;
    readonly count: number;
    readonly shape: readonly number[];
  },
  decoder: VaeDecoder,
  side: number | undefined,
  onDone: OnDone,
): Promise<ImageValue> {
  const { data, shape } = await convertAll(
    latents,
    side,
    onDone,
    (one, _, tiles) => decoder.decode(one, tiles),
  );
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

/** What the latents of a picture are, where the encoder gives a distribution, for an option or an input that asks. */
export const latentKinds = {
  choices: [
    { value: "mean", title: "The mean" },
    { value: "draw", title: "A draw (as diffusers)" },
  ],
  default: "mean",
  words:
    "What the latents of a picture are: the mean of the distribution that the encoder gives, or a draw from it by the seed, as diffusers takes.",
} as const;

/**
 * @param side - Of the tiles that each goes through the encoder in, in latents; in one piece where absent.
 * @param noise - Standard normal, as many numbers as all latents have, for a draw from what the encoder gives; the mean
 * where absent.
 * @returns Latents of pictures, as a network makes them.
 * @throws BadInput where a draw is wanted of an encoder that gives no distribution.
 */
export function encodedPictures(
  { pixels, count, shape }: ImageValue,
  encoder: VaeEncoder,
  side: number | undefined,
  noise: Vector | undefined,
  onDone: OnDone,
): Promise<Plane> {
  return convertAll(
    { data: pixels, count, shape },
    side,
    onDone,
    async (one, index, tiles) => {
      const encoded = await encoder.encode(one, tiles);
      const { length } = encoded.mean;
      const own = noise?.subarray(index * length, (index + 1) * length);
      return { shape: encoded.shape, data: latentsOf(encoded, own) };
    },
  );
}

/**
 * The latents of a picture.
 * @param noise - Standard normal, as many numbers as the latents have, for a draw; the mean where absent.
 * @throws BadInput where a draw is wanted and there is no distribution.
 */
export function latentsOf(
  { mean, deviation }: EncodedPicture,
  noise: Vector | undefined,
): Float32Array {
  if (!noise) return mean;
  if (!deviation)
    throw new BadInput(
      "the VAE's encoder gives one latent for a picture and no distribution to draw from, as in diffusers' own export, which draws by itself without the seed: take the mean, or export the pipeline with Optimum",
    );
  return mean.map(
    (value, at) => value + (deviation[at] ?? 0) * (noise[at] ?? 0),
  );
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
  side: number | undefined,
  onDone: OnDone,
  convert: (
    one: Plane,
    index: number,
    tiles: Tiles | undefined,
  ) => Promise<Plane>,
): Promise<Plane> {
  const size = channels * height * width;
  let all: Float32Array | undefined;
  let shape: Plane["shape"] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const doing = `picture ${index + 1} of ${count}`;
    const onTile: Tiles["onTile"] = (tile, total) =>
      onDone(
        index + tile / total,
        total === 1 ? doing : `${doing}, tile ${tile + 1} of ${total}`,
      );
    if (side === undefined) await onDone(index, doing);
    const one = await convert(
      {
        data: Float32Array.from(
          data.subarray(index * size, (index + 1) * size),
        ),
        shape: [channels, height, width],
      },
      index,
      side === undefined ? undefined : { side, onTile },
    );
    shape = one.shape;
    all ??= new Float32Array(count * one.data.length);
    all.set(one.data, index * one.data.length);
  }
  await onDone(count, "");
  return { data: all ?? new Float32Array(), shape };
}
