import { BadInput } from "../bad-input.ts";
import { brownianNoise } from "./brownian-noise.ts";
import { noiseFor, type NoiseBatch, type NoiseSource } from "./noise-source.ts";
import { torchNoise, torchNoiseOfEach } from "./torch-noise.ts";

/** A way to make the noise of a batch from its seed. */
export interface NoiseKind {
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  source(batch: NoiseBatch): NoiseSource;
}

/** By permanent id: saved graphs hold it. */
export const noiseKinds: ReadonlyMap<string, NoiseKind> = new Map([
  [
    "default",
    {
      title: "Default",
      description:
        "Default: sample k has the same noise however many there are.",
      source: ({ seed, count, length, precision }: NoiseBatch) =>
        noiseFor(seed, count, length, precision),
    },
  ],
  [
    "torch-cpu",
    {
      title: "torch (as ComfyUI)",
      description:
        "torch (as ComfyUI): the start is torch.manual_seed(seed); torch.randn([count, …]), the steps' noise has the seed + 1 as on a CPU; it depends on how many samples there are, as ComfyUI's does.",
      source: torchNoise,
    },
  ],
  [
    "torch-cpu-each",
    {
      title: "torch, one seed each (as diffusers)",
      description:
        "torch, one seed each (as diffusers with a list of generators): sample k is that of the seed + k, however many there are.",
      source: torchNoiseOfEach,
    },
  ],
  [
    "brownian",
    {
      title: "Brownian path",
      description:
        "Brownian path: the default's start, and the steps' noise along one path per sample that is the same for every schedule, for stochastic solvers; with it, more steps come closer to one and the same sample.",
      source: brownianNoise,
    },
  ],
]);

/**
 * The noise of a batch.
 * @param kind - An id out of `noiseKinds`.
 * @throws BadInput that lists what there is.
 */
export function noiseSource(kind: string, batch: NoiseBatch): NoiseSource {
  const found = noiseKinds.get(kind);
  if (found) return found.source(batch);
  throw new BadInput(
    `The noise source must be one of ${[...noiseKinds.keys()].join(", ")}, got ${JSON.stringify(kind)}`,
  );
}
