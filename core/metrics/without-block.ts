import { blockOf } from "./jackknife.ts";

/**
 * The rows of all samples that are not in a block of the jackknife.
 * @param rows - `[samples, size]`.
 */
export function withoutBlock(
  rows: Float64Array,
  size: number,
  block: number,
): Float64Array {
  const samples = rows.length / size;
  return rows.filter(
    (_, i) => blockOf(Math.floor(i / size), samples) !== block,
  );
}
