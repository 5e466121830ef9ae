/** Numbers of one batch, flat and row-major. Core computes in the precision of the array that it is given. */
export type Vector = Float32Array | Float64Array;

/** A new vector of the same precision as `like`, filled with zeros. */
export function vectorLike(like: Vector, length: number = like.length): Vector {
  return like instanceof Float64Array
    ? new Float64Array(length)
    : new Float32Array(length);
}
