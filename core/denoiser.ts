import type { Gram } from "./klub/gram.ts";
import type { Vector } from "./vector.ts";

/**
 * D(x, sigma) ≈ E[x_0 | x_0 + sigma n = x], the only thing that solvers and optimizers see of a model
 * (Karras et al. 2022, arXiv:2206.00364). Noise, velocity and flow models are wrapped into one in models/.
 */
export interface Denoiser {
  /** Shape of one sample without the batch, for example `[2]` or `[3, 32, 32]`. */
  readonly shape: readonly number[];
  /** Number of class labels, 0 for an unconditional model. */
  readonly classCount: number;
  /** The noise levels that the model was trained for, in data units. */
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  /** Standard deviation of the data, for Gaussian-optimal schedules. */
  readonly sigmaData: number;
  /**
   * @param x - Noisy samples, `[batch, ...shape]`, row-major. Not changed.
   * @param sigma - Noise standard deviation of each sample in data units, length `batch`, > 0.
   * @param labels - Class index of each sample, length `batch`; -1 is "no class". Absent means no class for all.
   * @returns Denoised samples, as `x`, in a new array of the same precision.
   */
  denoise(x: Vector, sigma: Vector, labels?: Int32Array): Promise<Vector>;
  /** Samples in one call that pay best where it computes; absent where none pays more than another. */
  readonly batch?: number;
  /** Products of residuals, faster than a loop; absent where a loop does. */
  readonly gram?: Gram;
  /** As `denoise`, with D without a class beside it; there where the model is guided. */
  readonly denoiseParts?: (
    x: Vector,
    sigma: Vector,
    labels?: Int32Array,
  ) => Promise<DenoisedParts>;
}

/** D with guidance and D without its condition; the same where the model has no guidance. */
export interface DenoisedParts {
  readonly denoised: Vector;
  readonly unconditional: Vector;
}

/** A distribution that samples can be drawn from, for data and for judging what a solver made. */
export interface DataSource {
  /** Shape of one sample without the batch. */
  readonly shape: readonly number[];
  /**
   * @param indices - Which samples: sample k is the same whenever and in whatever batch it is asked for.
   * @returns `[indices.length, ...shape]`, row-major, and the class label of each where there are classes.
   */
  draw(
    indices: readonly number[],
  ): Promise<{ x: Float64Array; labels?: Int32Array }>;
}
