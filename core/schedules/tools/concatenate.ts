import { BadInput } from "../../bad-input.ts";

export interface Concatenated {
  readonly sigmas: readonly number[];
  /** The level that both have, which is there once; absent where a step leads from one to the other. */
  readonly shared?: number;
}

/**
 * One schedule after another. A level that the first ends at and the second begins at is there once; where the second
 * begins lower, one step more leads there.
 * @throws BadInput where the second begins above the end of the first, or the first ends at 0.
 */
export function concatenate(
  high: ArrayLike<number>,
  low: ArrayLike<number>,
): Concatenated {
  const end = high[high.length - 1] ?? NaN;
  const start = low[0] ?? NaN;
  if (start > end)
    throw new BadInput(
      end === 0
        ? `the first schedule ends at 0, so nothing can follow it, got one that begins at ${start}`
        : `the second schedule must begin at or below the end of the first, ${end}, got ${start}`,
    );
  const all = [...Array.from(high), ...Array.from(low)];
  if (start < end) return { sigmas: all };
  return { sigmas: all.toSpliced(high.length, 1), shared: end };
}
