import { BadInput } from "../bad-input.ts";
import type { Vector } from "../vector.ts";
import type { NoiseBatch, NoiseSource } from "./noise-source.ts";
import { checkSeed } from "./random.ts";
import { torchGenerator } from "./torch-generator.ts";

/** Generators held at once: 2.5 kB each. */
const mostGenerators = 2 ** 15;

/**
 * ComfyUI's noise on a CPU: the start is torch.randn([count, ...shape]) after torch.manual_seed(seed), and the noise of
 * the steps comes from a second generator, seeded with seed + 1 (k_diffusion/sampling.py, default_noise_sampler).
 * One stream fills the whole batch, so the noise of a sample depends on how many there are; where a sample is a
 * multiple of 16 numbers, only from the second draw on.
 */
export function torchNoise(batch: NoiseBatch): NoiseSource {
  const { seed, count, length, precision, encoded } = batch;
  checkSeed(seed);
  const steps = torchGenerator(seed + 1);
  const size = count * length;
  return {
    initial() {
      const generator = torchGenerator(seed);
      if (encoded) generator.normals(size);
      return inPrecision(generator.normals(size), precision);
    },
    draw: () => inPrecision(steps.normals(size), precision),
  };
}

/** What an encoder draws with, before all else: torch.randn([count, ...shape]) after torch.manual_seed(seed). */
export function torchEncoding(batch: NoiseBatch): Vector {
  const { encoded: _, ...before } = batch;
  return torchNoise(before).initial();
}

/**
 * The noise of diffusers with a list of generators: sample k has one of its own, seeded with seed + k, which gives its
 * start and then the noise of its steps. Sample k has the same noise whatever the batch.
 */
export function torchNoiseOfEach(batch: NoiseBatch): NoiseSource {
  const { seed, count, length, precision } = batch;
  checkSeed(seed);
  if (count > mostGenerators)
    throw new BadInput(
      `A generator for each sample is kept for at most ${mostGenerators} samples, got ${count}`,
    );
  const generators = Array.from({ length: count }, (_, sample) =>
    torchGenerator(seed + sample),
  );
  const next = (): Vector => {
    const out = new Float32Array(count * length);
    generators.forEach((generator, sample) =>
      out.set(generator.normals(length), sample * length),
    );
    return inPrecision(out, precision);
  };
  if (batch.encoded) next();
  const start = next();
  return { initial: () => start.slice(), draw: next };
}

/** What an encoder draws with, before all else: sample k from its own generator. */
export function torchEncodingOfEach(batch: NoiseBatch): Vector {
  const { encoded: _, ...before } = batch;
  return torchNoiseOfEach(before).initial();
}

/** torch draws in single precision, whatever the batch is computed in. */
function inPrecision(
  values: Float32Array,
  precision: NoiseBatch["precision"],
): Vector {
  return precision === "f64" ? Float64Array.from(values) : values;
}
