import type { Objective } from "./objective.ts";

/** Candidates for one level between its neighbours: Sabour et al. 2024, section 4 (arXiv:2404.14507). */
export const candidatesPerLevel = 11;

/**
 * Places for a level between its neighbours, the current one among them.
 * @returns Length `candidatesPerLevel`; the first is the current level, the others are evenly spaced in ln t.
 */
export function placesBetween(
  low: number,
  current: number,
  high: number,
): number[] {
  const others = candidatesPerLevel - 1;
  return [
    current,
    ...Array.from(
      { length: others },
      (_, i) => low * (high / low) ** ((i + 1) / (others + 1)),
    ),
  ];
}

/**
 * Where the paper's coordinate descent passes on its way from a schedule to an optimum of the objective, without model
 * calls: stopping early is what its image metric chooses.
 * @param start - Noise levels, strictly rising, within the objective's range.
 * @param sweeps - Rising numbers of sweeps over the inner levels after which the schedule is kept.
 * @returns One schedule for each of `sweeps`; fewer where nothing changes any more.
 */
export function descentPath(
  start: ArrayLike<number>,
  of: Objective,
  sweeps: readonly number[],
): Float64Array[] {
  const knots = Float64Array.from(start);
  const kept: Float64Array[] = [];
  for (let sweep = 1; sweep <= Math.max(0, ...sweeps); sweep++) {
    const changed = sweepOnce(knots, of);
    if (sweeps.includes(sweep)) kept.push(knots.slice());
    if (!changed) break;
  }
  return kept;
}

/** Changes `knots`. @returns Whether a level has moved. */
function sweepOnce(knots: Float64Array, of: Objective): boolean {
  let changed = false;
  for (let i = 1; i < knots.length - 1; i++) {
    const [low, current, high] = [
      knots[i - 1] as number,
      knots[i] as number,
      knots[i + 1] as number,
    ];
    let least = Infinity;
    for (const place of placesBetween(low, current, high)) {
      const cost = of.cost(low, place) + of.cost(place, high);
      if (cost >= least) continue;
      least = cost;
      knots[i] = place;
    }
    if (knots[i] !== current) changed = true;
  }
  return changed;
}
