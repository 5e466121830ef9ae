import { BadInput } from "../../bad-input.ts";

/**
 * The schedule with another first or last level.
 * @param sigma - At least 0; 0 as the last gives an ending of zero.
 * @throws BadInput where it is not above the second level, or not below the last but one.
 */
export function setEnd(
  sigmas: ArrayLike<number>,
  end: "first" | "last",
  sigma: number,
): number[] {
  const all = Array.from(sigmas);
  const [, second = NaN] = all;
  const lastButOne = all.at(-2) ?? NaN;
  switch (end) {
    case "first":
      if (!(sigma > second))
        throw new BadInput(
          `the first level must be above the second, ${second}, got ${sigma}`,
        );
      return all.with(0, sigma);
    case "last":
      if (!(sigma < lastButOne))
        throw new BadInput(
          `the last level must be below the one before it, ${lastButOne}, got ${sigma}`,
        );
      return all.with(-1, sigma);
  }
}
