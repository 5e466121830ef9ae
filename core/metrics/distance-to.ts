/** Distances to one set of samples, which is prepared once. */
export interface DistanceTo {
  /** @param features - `[count, size]`. */
  of(features: ArrayLike<number>): number;
  /** The distances with each block of the jackknife left out, the same numbers as of the features without it. */
  withoutBlocks(features: Float64Array): Float64Array;
}
