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
  return gridSchedules(of, steps, fineNodes).map((knots, i) => {
    const t = polish(knots, of);
    return { steps: steps[i] as number, t, klub: klubOf(t, of) };
  });
}

/**
 * The best schedules whose noise levels are nodes of a grid.
 * @param steps - Each from 1 to nodes − 1.
 * @returns For each number of steps its levels, strictly rising.
 */
export function gridSchedules(
  of: Objective,
  steps: readonly number[],
  nodes: number,
): Float64Array[] {
  const grid = logSpaced(of.tMin, of.tMax, nodes);
  const costs = intervalCosts(grid, of.incrementOn(grid), of.exponent, "gamma");
  const paths = shortestPaths(costs, nodes, Math.max(...steps));
  return steps.map((count) => {
    const path = paths[count - 1];
    if (path === undefined)
      throw new RangeError(
        `steps must be from 1 to ${nodes - 1}, got ${count}`,
      );
    return Float64Array.from(path.indices, (node) => grid[node] as number);
  });
}
