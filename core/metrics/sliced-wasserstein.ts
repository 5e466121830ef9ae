import { BadInput } from "../bad-input.ts";

/**
 * Sliced Wasserstein-1 distance of two point sets in the plane: the mean distance of the sorted projections onto
 * `directions` evenly spaced directions.
 * @param a - `[count, 2]`.
 * @param b - As many points.
 */
export function slicedWasserstein2d(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  directions = 64,
): number {
  if (a.length !== b.length || a.length === 0 || a.length % 2 !== 0)
    throw new BadInput(
      `Sliced Wasserstein needs two sets of as many points in the plane, got ${a.length / 2} and ${b.length / 2}`,
    );
  let sum = 0;
  for (let direction = 0; direction < directions; direction++) {
    const angle = (Math.PI * (direction + 0.5)) / directions;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const [p, q] = [projected(a, c, s), projected(b, c, s)];
    let distance = 0;
    for (let i = 0; i < p.length; i++)
      distance += Math.abs((p[i] as number) - (q[i] as number));
    sum += distance / p.length;
  }
  return sum / directions;
}

function projected(points: ArrayLike<number>, c: number, s: number) {
  return Float64Array.from(
    { length: points.length / 2 },
    (_, i) => c * (points[2 * i] as number) + s * (points[2 * i + 1] as number),
  ).sort();
}
