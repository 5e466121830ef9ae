import { aboveZero } from "./above-zero.ts";

/**
 * The schedule mirrored in ln sigma: the spacing that it had at high levels it has at low ones. Both ends stay as they
 * are, and so does an ending of 0.
 */
export function flip(sigmas: ArrayLike<number>): number[] {
  const levels = aboveZero(sigmas);
  const first = levels[0] ?? NaN;
  const last = levels.at(-1) ?? NaN;
  const flipped = levels.map((_, i) => {
    if (i === 0) return first;
    return i === levels.length - 1
      ? last
      : // the quotient first: the product of two large levels may not be finite
        (first / (levels[levels.length - 1 - i] ?? NaN)) * last;
  });
  return levels.length < sigmas.length ? [...flipped, 0] : flipped;
}
