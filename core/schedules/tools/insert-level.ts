import { BadInput } from "../../bad-input.ts";

/**
 * The schedule with one level more, at its place among the others: before the first and after the last too.
 * @param sigma - At least 0; 0 after the last gives an ending of zero.
 * @throws BadInput where the schedule has it.
 */
export function insertLevel(
  sigmas: ArrayLike<number>,
  sigma: number,
): number[] {
  const all = Array.from(sigmas);
  const place = all.findIndex((level) => level <= sigma);
  if (place === -1) return [...all, sigma];
  if (all[place] === sigma)
    throw new BadInput(
      `the level to insert must be one that the schedule does not have, got ${sigma}, its level ${place + 1} of ${all.length}`,
    );
  return all.toSpliced(place, 0, sigma);
}
