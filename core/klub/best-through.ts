import { BadInput } from "../bad-input.ts";
import { fineNodes } from "./best-schedules.ts";
import type { BestSchedule } from "./best-schedules.ts";
import { intervalCosts } from "./interval-costs.ts";
import { logSpaced } from "./levels.ts";
import { klubOf } from "./objective.ts";
import type { Objective } from "./objective.ts";
import { polish } from "./polish.ts";
import { shortestPaths } from "./shortest-path.ts";
import type { GridPath } from "./shortest-path.ts";

/** Nodes of the grid this close to a held level, as a ratio, would make steps of no width. */
const closest = 1 + 1e-6;

/**
 * The best schedule of all that hold some levels fast: how many steps lie between two held levels is chosen too.
 * @param held - Noise levels, strictly rising, within the objective's range; the first and the last are the ends.
 * @param steps - At least one between every two held levels.
 * @param nodes - Of the grid on which the global optimum is looked for, beside the held levels.
 * @throws BadInput where there are fewer steps than that.
 */
export function bestThrough(
  of: Objective,
  held: readonly number[],
  steps: number,
  nodes = fineNodes,
): BestSchedule {
  const grid = gridWith(held, nodes);
  const costs = intervalCosts(grid, of.incrementOn(grid), of.exponent, "gamma");
  const places = held.map((level) => grid.indexOf(level));
  const path = shortestPathThrough(costs, grid.length, steps, places);
  const knots = path.indices.map((node) => grid[node] as number);
  // a held level is an end of the stretches beside it, and polishing leaves ends where they are
  const cuts = places.map((place) => path.indices.indexOf(place));
  const stretches = cuts
    .slice(1)
    .map((cut, i) => polish(knots.slice(cuts[i], cut + 1), of));
  const t = Float64Array.from([
    ...stretches.flatMap((stretch) => [...stretch.subarray(0, -1)]),
    ...held.slice(-1),
  ]);
  return { steps, t, klub: klubOf(t, of) };
}

/**
 * The cheapest path with exactly `steps` edges that visits every held node: no edge may pass one by.
 * @param costs - As `shortestPaths` takes them.
 * @param held - Grid indices, rising, from 0 to the last.
 * @throws BadInput where there is no such path.
 */
export function shortestPathThrough(
  costs: Float64Array,
  count: number,
  steps: number,
  held: readonly number[],
): GridPath {
  const least = Math.max(held.length - 1, 1);
  if (!Number.isInteger(steps) || steps < least || steps > count - 1)
    throw new BadInput(
      `steps must be a whole number from ${least}, one between every two held levels, to ${count - 1}, got ${steps}`,
    );
  const allowed = costs.slice();
  let next = 0;
  for (let j = 0; j < count; j++) {
    while ((held[next] ?? count) <= j) next++;
    const wall = held[next] ?? count;
    for (let k = wall + 1; k < count; k++) allowed[j * count + k] = Infinity;
  }
  const path = shortestPaths(allowed, count, steps)[steps - 1];
  if (path === undefined || path.cost === Infinity)
    throw new BadInput(
      `There are too few levels between the held ones for ${steps} steps`,
    );
  return path;
}

function gridWith(held: readonly number[], nodes: number): Float64Array {
  const [lowest = NaN, highest = NaN] = [held[0], held.at(-1)];
  const near = (t: number) =>
    held.some((level) => t < level * closest && t * closest > level);
  return Float64Array.from(
    [
      ...logSpaced(lowest, highest, nodes).filter((t) => !near(t)),
      ...held,
    ].toSorted((a, b) => a - b),
  );
}
