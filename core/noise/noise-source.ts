import { BadInput } from "../bad-input.ts";
import { vectorLike, type Vector } from "../vector.ts";
import { checkSeed, fillNormals, streams } from "./random.ts";

/** Noise in the order in which a solver asks for it. */
export interface NoiseSource {
  /** Standard normal, `[count, ...shape]`: the start of sampling, to be multiplied by sigmas[0]. The same at every call. */
  readonly initial: () => Vector;
  /**
   * The next draw, standard normal, as long as `initial()`.
   * @param sigmaFrom - Noise level at which the interval that the noise belongs to begins.
   * @param sigmaTo - Where it ends: below, or above where noise is put back (churn).
   */
  readonly draw: (sigmaFrom: number, sigmaTo: number) => Vector;
}

/** What the noise of a batch is made for. */
export interface NoiseBatch {
  /** A whole number from 0 to 2^53 − 1. */
  readonly seed: number;
  /** Samples in the batch. */
  readonly count: number;
  /** Numbers in one sample, the product of its shape. */
  readonly length: number;
  readonly precision: "f32" | "f64";
  /** There where the samples were drawn by an encoder from the same seed: a generator that has one stream goes on behind that draw. */
  readonly encoded?: true;
}

/**
 * Seeded noise: sample k has the same noise whatever the batch that it is in.
 * @param count - Samples in the batch.
 * @param length - Numbers in one sample, the product of its shape.
 * @param firstSample - Index of the batch's first sample, for batches that are parts of a larger one.
 */
export function noiseFor(
  seed: number,
  count: number,
  length: number,
  precision: NoiseBatch["precision"],
  firstSample: number = 0,
): NoiseSource {
  checkSeed(seed);
  let draws = 0;
  const normals = (draw: number): Vector => {
    const out =
      precision === "f64"
        ? new Float64Array(count * length)
        : new Float32Array(count * length);
    for (let k = 0; k < count; k++) {
      const sample = firstSample + k;
      const stream = streams.sampling;
      fillNormals({ seed, stream, sample, draw }, out, k * length, length);
    }
    return out;
  };
  return {
    initial: () => normals(0),
    draw: () => normals(++draws),
  };
}

/** What an encoder draws with: standard normal, independent of all noise of the same seed, sample k the same in any batch. */
export function encodingFor({
  seed,
  count,
  length,
  precision,
}: NoiseBatch): Vector {
  checkSeed(seed);
  const out =
    precision === "f64"
      ? new Float64Array(count * length)
      : new Float32Array(count * length);
  const stream = streams.encoding;
  for (let sample = 0; sample < count; sample++)
    fillNormals(
      { seed, stream, sample, draw: 0 },
      out,
      sample * length,
      length,
    );
  return out;
}

/**
 * Noise given from outside, in draw order, for comparing with other programs.
 * @param initial - Standard normal, `[count, ...shape]`.
 * @param draws - Each as long as `initial`. They are not changed.
 */
export function replayedNoise(
  initial: Vector,
  draws: readonly Vector[],
): NoiseSource {
  for (const [index, draw] of draws.entries())
    if (draw.length !== initial.length)
      throw new BadInput(
        `Noise array ${index} must hold ${initial.length} numbers as the initial state does, got ${draw.length}`,
      );
  let used = 0;
  return {
    initial: () => initial.slice(),
    draw() {
      const next = draws[used++];
      if (!next)
        throw new BadInput(
          `The solver asked for noise array ${used}, but only ${draws.length} were given`,
        );
      const out = vectorLike(initial);
      out.set(next);
      return out;
    },
  };
}
