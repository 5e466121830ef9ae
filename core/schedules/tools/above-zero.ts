/** The levels without an ending of 0, whose logarithm there is none of. */
export function aboveZero(sigmas: ArrayLike<number>): number[] {
  return Array.from(sigmas).filter((sigma) => sigma > 0);
}
