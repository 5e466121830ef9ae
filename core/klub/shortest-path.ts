/** The cheapest way over a grid with a given number of steps. */
export interface GridPath {
  /** Grid indices, rising, from 0 to the last, length steps + 1. */
  readonly indices: readonly number[];
  readonly cost: number;
}

/**
 * For every number of steps up to `maxSteps` the cheapest path from the grid's first to its last node with exactly that
 * many edges, by dynamic programming: the global optimum on the grid.
 * @param costs - `[count, count]`, cost of the edge j → k at j * count + k, for j < k.
 * @param maxSteps - At most count − 1.
 * @returns Entry n − 1 is the path with n steps.
 */
export function shortestPaths(
  costs: Float64Array,
  count: number,
  maxSteps: number,
): GridPath[] {
  // column k of the costs, contiguous, so that the inner loop runs along memory
  const incoming = new Float64Array(count * count);
  for (let j = 0; j < count; j++)
    for (let k = j + 1; k < count; k++)
      incoming[k * count + j] = costs[j * count + k] as number;

  const before = new Int32Array(maxSteps * count);
  let best = new Float64Array(count).fill(Infinity);
  best[0] = 0;
  const paths: GridPath[] = [];
  for (let n = 1; n <= maxSteps; n++) {
    const next = new Float64Array(count).fill(Infinity);
    for (let k = n; k < count; k++) {
      let least = Infinity;
      let from = n - 1;
      for (let j = n - 1; j < k; j++) {
        const cost = (best[j] as number) + (incoming[k * count + j] as number);
        if (cost < least) {
          least = cost;
          from = j;
        }
      }
      next[k] = least;
      before[(n - 1) * count + k] = from;
    }
    best = next;
    paths.push({
      indices: trace(before, count, n),
      cost: best[count - 1] as number,
    });
  }
  return paths;
}

function trace(before: Int32Array, count: number, steps: number): number[] {
  const indices = [count - 1];
  let at = count - 1;
  for (let n = steps; n >= 1; n--) {
    at = before[(n - 1) * count + at] as number;
    indices.unshift(at);
  }
  return indices;
}
