import { BadInput } from "../bad-input.ts";
import { brownianNoise } from "./brownian-noise.ts";
import type { Vector } from "../vector.ts";
import {
  encodingFor,
  noiseFor,
  type NoiseBatch,
  type NoiseSource,
} from "./noise-source.ts";
import {
  torchEncoding,
  torchEncodingOfEach,
  torchNoise,
  torchNoiseOfEach,
} from "./torch-noise.ts";

/** A way to make the noise of a batch from its seed. */
export interface NoiseKind {
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** Only the lowest 32 bits of the seed count, so that it takes the seeds up to 2^64 − 1 that torch takes. */
  readonly takesWideSeeds?: true;
  source(batch: NoiseBatch): NoiseSource;
  /** What an encoder draws with that gives a distribution: standard normal, `[count, ...shape]`, independent of `source` of the encoded. */
  encoding(batch: NoiseBatch): Vector;
}

/** By permanent id: saved graphs hold it. */
export const noiseKinds: ReadonlyMap<string, NoiseKind> = new Map<
  string,
  NoiseKind
>([
  [
    "default",
    {
      title: "Default",
      description:
        "Default: the noise of sample k does not depend on how many there are.",
      source: ({ seed, count, length, precision }: NoiseBatch) =>
        noiseFor(seed, count, length, precision),
      encoding: encodingFor,
    },
  ],
  [
    "torch-cpu",
    {
      title: "torch (as ComfyUI)",
      description:
        "torch (as ComfyUI): torch.randn of the whole batch, that of the steps with the seed + 1, as on a CPU; as there, a sample's noise depends on how many there are.",
      takesWideSeeds: true,
      source: torchNoise,
      encoding: torchEncoding,
    },
  ],
  [
    "torch-cpu-each",
    {
      title: "torch, one seed each (as diffusers)",
      description:
        "torch, one seed each (as diffusers with a list of generators): sample k has the seed + k.",
      takesWideSeeds: true,
      source: torchNoiseOfEach,
      encoding: torchEncodingOfEach,
    },
  ],
  [
    "brownian",
    {
      title: "Brownian path",
      description:
        "Brownian path: the default's start; the steps' noise lies on one path per sample, the same for every schedule.",
      source: brownianNoise,
      encoding: encodingFor,
    },
  ],
]);

/**
 * The noise of a batch.
 * @param kind - An id out of `noiseKinds`.
 * @throws BadInput that lists what there is.
 */
export function noiseSource(kind: string, batch: NoiseBatch): NoiseSource {
  return findKind(kind).source(batch);
}

/**
 * What an encoder draws with that gives a distribution.
 * @param kind - An id out of `noiseKinds`.
 * @returns Standard normal, `[count, ...shape]`.
 * @throws BadInput that lists what there is.
 */
export function encodingNoise(kind: string, batch: NoiseBatch): Vector {
  return findKind(kind).encoding(batch);
}

function findKind(kind: string): NoiseKind {
  const found = noiseKinds.get(kind);
  if (found) return found;
  throw new BadInput(
    `The noise source must be one of ${[...noiseKinds.keys()].join(", ")}, got ${JSON.stringify(kind)}`,
  );
}
