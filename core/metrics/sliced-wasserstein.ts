import { BadInput } from "../bad-input.ts";
import type { DistanceTo } from "./distance-to.ts";
import { blockCount, blockOf } from "./jackknife.ts";

/**
 * Sliced Wasserstein-1 distance of two point sets in the plane: the mean distance of their projections onto `directions`
 * evenly spaced directions.
 * @param a - `[count, 2]`.
 * @param b - Any number of points.
 */
export function slicedWasserstein2d(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  directions = 64,
): number {
  return slicedWassersteinTo(b, directions).of(a);
}

/** The same to one set again and again, which is sorted once. */
export function slicedWassersteinTo(
  reference: ArrayLike<number>,
  directions = 64,
): DistanceTo {
  checkPoints(reference);
  const axes = Array.from({ length: directions }, (_, direction) => {
    const angle = (Math.PI * (direction + 0.5)) / directions;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return { c, s, sorted: projected(reference, c, s).sort() };
  });
  return {
    of(points) {
      checkPoints(points);
      let sum = 0;
      for (const { c, s, sorted } of axes)
        sum += sortedDistance(projected(points, c, s).sort(), sorted);
      return sum / directions;
    },
    withoutBlocks(points) {
      checkPoints(points);
      const blocks = membersOfBlocks(points.length / 2);
      const sums = new Float64Array(blocks.length);
      for (const { c, s, sorted } of axes) {
        const values = projected(points, c, s);
        const all = values.toSorted();
        for (const [block, members] of blocks.entries()) {
          const out = members.map((k) => values[k] as number);
          sums[block] =
            (sums[block] as number) +
            sortedDistance(sortedWithout(all, out.sort()), sorted);
        }
      }
      return sums.map((sum) => sum / directions);
    },
  };
}

function checkPoints(points: ArrayLike<number>): void {
  if (points.length === 0 || points.length % 2 !== 0)
    throw new BadInput(
      `Sliced Wasserstein needs sets of points in the plane, got ${points.length} numbers`,
    );
}

/** ∫ |quantile of p − quantile of q|, both step functions; exact also where one has more values. */
function sortedDistance(p: Float64Array, q: Float64Array): number {
  const [n, m] = [p.length, q.length];
  let sum = 0;
  // in units of 1 / (n m), in which all steps are whole numbers
  let at = 0;
  for (let i = 0, j = 0; i < n;) {
    const [endP, endQ] = [(i + 1) * m, (j + 1) * n];
    const end = Math.min(endP, endQ);
    sum += (end - at) * Math.abs((p[i] as number) - (q[j] as number));
    at = end;
    if (endP === end) i++;
    if (endQ === end) j++;
  }
  return sum / (n * m);
}

function projected(points: ArrayLike<number>, c: number, s: number) {
  const out = new Float64Array(points.length / 2);
  for (let i = 0; i < out.length; i++)
    out[i] = c * (points[2 * i] as number) + s * (points[2 * i + 1] as number);
  return out;
}

/** Which samples are in each block of the jackknife. */
function membersOfBlocks(samples: number): Float64Array[] {
  const all = Float64Array.from({ length: samples }, (_, k) => k);
  return Array.from({ length: blockCount(samples) }, (_, block) =>
    all.filter((k) => blockOf(k, samples) === block),
  );
}

/** Sorted numbers without some of them, in one walk: sorting what is left would take longer. */
function sortedWithout(all: Float64Array, out: Float64Array): Float64Array {
  const left = new Float64Array(all.length - out.length);
  for (let i = 0, j = 0; i < all.length; i++)
    // also of a number that is not one
    if (Object.is(all[i], out[j])) j++;
    else left[i - j] = all[i] as number;
  return left;
}
