import type { DataSource, Denoiser } from "../denoiser.ts";
import type { Vector } from "../vector.ts";

/** A distribution whose exact denoiser is known. */
export interface Toy {
  /** What it was made from. */
  readonly json: ToyJson;
  readonly denoiser: Denoiser;
  readonly data: DataSource;
  /** The data of each class alone; there where there are classes. */
  readonly classData?: readonly DataSource[];
  /**
   * Natural logarithm of the density of x_0 + sigma n; without a class where there are classes.
   * @param x - `[batch, ...shape]`. Not changed.
   * @param sigma - Noise standard deviation in data units, ≥ 0 (> 0 where the data have no density of their own).
   * @returns Length batch; −Infinity where the density is 0.
   */
  logDensity(x: Vector, sigma: number): Float64Array;
}

interface Common {
  readonly format: "stepwright-toy";
  readonly title?: string;
  /** Noise levels to sample between, in data units; 0.002 and 80 where absent. */
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
}

/** A distribution as it is written in a file. */
export type ToyJson = Common & ToyKind;

/** A kind of toy with its numbers. */
export type ToyKind =
  | PlainKind
  | {
      readonly kind: "conditional";
      /** The distribution of each class, all of the same dimension. */
      readonly classes: readonly PlainKind[];
      /** What there is without a class: what guidance pushes away from. */
      readonly unconditional: PlainKind;
      /** Names of the classes, in order. */
      readonly labels?: readonly string[];
    };

/** A kind of toy without classes. */
export type PlainKind =
  | {
      readonly kind: "gaussian-mixture";
      /** Not negative; divided by their sum. */
      readonly weights: readonly number[];
      /** One point per component, all of the same dimension. */
      readonly means: readonly (readonly number[])[];
      /** Standard deviation of each component, > 0, the same in every direction. */
      readonly stds: readonly number[];
    }
  /** Uniform on the 8 unit cells [−2+i, −1+i] × [−2+j, −1+j], i, j in 0..3, i + j even. */
  | { readonly kind: "checkerboard" }
  | {
      readonly kind: "points";
      readonly points: readonly (readonly number[])[];
      /** Equal where absent. */
      readonly weights?: readonly number[];
    }
  | {
      readonly kind: "spiral";
      /** Turns of the Archimedean spiral. */
      readonly turns: number;
      /** Distance of its outer end from the middle. */
      readonly radius: number;
      /** Standard deviation of the Gaussians that it is made of. */
      readonly std: number;
      /** How many Gaussians, evenly along its length. */
      readonly count: number;
    }
  | {
      readonly kind: "two-moons";
      readonly radius: number;
      readonly std: number;
      /** How many Gaussians on each moon, evenly along it. */
      readonly count: number;
    };

/** A toy that is in the box. One file each in named/; the file's name is its permanent id. */
export interface NamedToy {
  readonly title: string;
  readonly json: ToyJson;
}
