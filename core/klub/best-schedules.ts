import { intervalCosts } from "./interval-costs.ts";
import { logSpaced } from "./levels.ts";
import { klubOf } from "./objective.ts";
import type { Objective } from "./objective.ts";
import { polish } from "./polish.ts";
import { shortestPaths } from "./shortest-path.ts";

/** Nodes of the grid on which the global optimum is looked for. */
export const fineNodes = 513;

export interface BestSchedule {
  readonly steps: number;
  /** Strictly rising, length steps + 1. */
  readonly t: Float64Array;
  readonly klub: number;
}

/**
 * The best schedule for each number of steps: shortest paths over a fine grid, all at once, then Newton's method.
 * @param steps - Each from 1 to `fineNodes` − 1.
 */
export function bestSchedules(
  of: Objective,
  steps: readonly number[],
): BestSchedule[] {
  const grid = logSpaced(of.tMin, of.tMax, fineNodes);
  const costs = intervalCosts(grid, of.incrementOn(grid), of.exponent, "gamma");
  const paths = shortestPaths(costs, fineNodes, Math.max(...steps));
  return steps.map((count) => {
    const path = paths[count - 1];
    if (path === undefined)
      throw new RangeError(
        `steps must be from 1 to ${fineNodes - 1}, got ${count}`,
      );
    const t = polish(
      path.indices.map((node) => grid[node] as number),
      of,
    );
    return { steps: count, t, klub: klubOf(t, of) };
  });
}
