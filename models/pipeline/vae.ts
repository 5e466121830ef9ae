import { BadInput } from "../../core/bad-input.ts";
import type { Device } from "../devices.ts";
import { runtimeMessage } from "../onnx-runtime.ts";
import { portWords, type Port } from "../onnx-session.ts";
import { isReal, realNumbers, realTensor } from "../onnx-tensors.ts";
import type { LatentSpace, PipelinePart } from "./folder.ts";
import { checkInputs, openPart, type OpenPart } from "./open-part.ts";
import type { Plane } from "./plane.ts";
import { convertTiles, type Tiles } from "./tiles.ts";

/** A picture's latents, scaled as the network sees them. */
export interface EncodedPicture {
  readonly shape: Plane["shape"];
  /** Of the distribution that the encoder gives, or what it gives in its place. */
  readonly mean: Float32Array;
  /** Standard deviation of each; absent where the encoder gives no distribution. */
  readonly deviation?: Float32Array;
}

/** One half of a VAE, opened: latents to pictures, one at a time. */
export interface VaeDecoder {
  /** @param tiles - In one piece where absent. */
  decode(latents: Plane, tiles?: Tiles): Promise<Plane>;
  dispose(): Promise<void>;
}

/** The other half: pictures from 0 to 1 to latents, one at a time. */
export interface VaeEncoder {
  /** @param tiles - In one piece where absent. */
  encode(picture: Plane, tiles?: Tiles): Promise<EncodedPicture>;
  dispose(): Promise<void>;
}

/** Latents, scaled as the network sees them, to pictures from 0 to 1; beyond is cut off. */
export async function openDecoder(
  place: PipelinePart,
  { scaling, shift }: Pick<LatentSpace, "scaling" | "shift">,
  device: Device,
): Promise<VaeDecoder> {
  const { part, input, output } = await openHalf(place, device);
  return {
    dispose: () => part.dispose(),
    async decode({ data, shape }, tiles) {
      const unscaled = data.map((value) => value / scaling + shift);
      const decoded = await inTiles(
        { data: unscaled, shape },
        tiles,
        1,
        (one) => run(part, input, output, one),
      );
      return {
        shape: decoded.shape,
        data: decoded.data.map((value) =>
          Math.min(1, Math.max(0, value / 2 + 0.5)),
        ),
      };
    },
  };
}

/** Where diffusers cuts off the logarithm of a variance. */
const logVariances = { min: -30, max: 20 };

export async function openEncoder(
  place: PipelinePart,
  { scaling, shift, channels, factor }: LatentSpace,
  device: Device,
): Promise<VaeEncoder> {
  const { part, input, output } = await openHalf(place, device);
  return {
    dispose: () => part.dispose(),
    async encode({ data, shape }, tiles) {
      const centred = data.map((value) => 2 * value - 1);
      const encoded = await inTiles(
        { data: centred, shape },
        tiles,
        factor,
        (one) => run(part, input, output, one),
      );
      const [given, height, width] = encoded.shape;
      // mean and logarithm of the variance, one behind the other
      if (given !== channels && given !== 2 * channels)
        throw new BadInput(
          `${output} of ${part.name} must have ${channels} channels, or twice as many, got ${given}`,
        );
      const size = channels * height * width;
      const { min, max } = logVariances;
      return {
        shape: [channels, height, width],
        mean: encoded.data
          .subarray(0, size)
          .map((value) => (value - shift) * scaling),
        ...(given === 2 * channels && {
          deviation: encoded.data
            .subarray(size)
            .map(
              (value) =>
                scaling * Math.exp(Math.min(max, Math.max(min, value)) / 2),
            ),
        }),
      };
    },
  };
}

async function openHalf(
  place: PipelinePart,
  device: Device,
): Promise<{ part: OpenPart; input: Port; output: string }> {
  const part = await openPart(place, device);
  const [input] = part.inputs.values();
  const [output] = part.outputs.keys();
  try {
    if (!input || output === undefined || input.axes.length !== 4)
      throw new BadInput(
        `${part.name} must have one input [N, channels, height, width], got ${input ? portWords(input) : "none"}`,
      );
    checkInputs(part.name, part.inputs, [input]);
    return { part, input, output };
  } catch (error) {
    await part.dispose();
    throw error;
  }
}

function inTiles(
  plane: Plane,
  tiles: Tiles | undefined,
  unit: number,
  convert: (one: Plane) => Promise<Plane>,
): Promise<Plane> {
  return tiles ? convertTiles(plane, tiles, unit, convert) : convert(plane);
}

async function run(
  { name, opened }: OpenPart,
  input: Port,
  output: string,
  { data, shape }: Plane,
): Promise<Plane> {
  const [, ...axes] = input.axes;
  if (axes.some((size, axis) => size !== undefined && size !== shape[axis]))
    throw new BadInput(
      `${name} takes ${portWords(input)}, got [1, ${shape.join(", ")}]`,
    );
  const type = isReal(input.type) ? input.type : "float32";
  const feeds = {
    [input.name]: realTensor(opened.runtime.Tensor, type, data, [1, ...shape]),
  };
  const given = await opened.session
    .run(feeds, [output])
    .catch((cause: unknown) => {
      throw new BadInput(
        `${name} failed at the shape [1, ${shape.join(", ")}]: ${runtimeMessage(cause)}`,
        { cause },
      );
    });
  const numbers = realNumbers(given[output]);
  const [, channels = 0, height = 0, width = 0] = given[output]?.dims ?? [];
  if (!numbers || numbers.length !== channels * height * width)
    throw new BadInput(
      `${output} of ${name} must be one [channels, height, width], got ${given[output]?.type ?? "nothing"} [${given[output]?.dims.join(", ") ?? ""}]`,
    );
  const wrong = numbers.find((value) => !Number.isFinite(value));
  if (wrong !== undefined)
    throw new BadInput(
      `${name} gave ${wrong}, wanted finite numbers: ${type === "float16" ? "in float16 SDXL's own VAE overflows, take one in float32 or a mended one (sdxl-vae-fp16-fix)" : "the latents may be no picture's"}`,
    );
  return { data: Float32Array.from(numbers), shape: [channels, height, width] };
}
