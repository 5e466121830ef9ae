import { buildSchedule } from "../schedules/build.ts";
import type { Ending } from "../schedules/schedule.ts";
import { fineNodes, gridSchedules } from "./best-schedules.ts";
import { distinct } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";
import { descentPath } from "./descent-path.ts";
import { objective } from "./objective.ts";
import { curvesOf, wholeSums } from "./statistics.ts";
import type { Increments, Statistics } from "./statistics.ts";

/** Exponents p of the weight t^-p; 3 is the paper's KLUB. */
const exponents = [1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3];

/**
 * Where the objective begins, as shares of the way from ln sigmaMin to ln sigmaMax: 0.002, 0.01, 0.03 and 0.1 of EDM's
 * range from 0.002 to 80.
 */
const lowestShares = [0, 0.1519, 0.2556, 0.3692];

/** Optima that are blended with EDM, and the shares that they have in ln t. */
const blendedExponents = [1, 2, 3];
const blendShares = [0.25, 0.5, 0.75];

/** Sweeps of coordinate descent from EDM after which it may be stopped. */
const stops = [1, 2, 4, 8, 16];

export interface FamilyRequest {
  readonly statistics: Statistics;
  readonly increments: Increments;
  /** Numbers of steps, solved together. */
  readonly steps: readonly number[];
  readonly ending: Ending;
  /** What the statistics are of, for ids and titles where there are several: `flow`. */
  readonly label?: string;
}

/**
 * The schedules that one pass's statistics give without a further model call (klub.md, method `tuned`, step 1).
 *
 * An objective that begins at t' is solved with n steps down to t', and the last of them goes on to the end: what lies
 * below t' costs nothing.
 * @returns For each number of steps its candidates.
 */
export function family(request: FamilyRequest): Candidate[][] {
  const { statistics, increments, steps, ending, label } = request;
  const curves = curvesOf(statistics, wholeSums(statistics), increments);
  const tMin = curves.t[0] as number;
  const tMax = curves.t[curves.t.length - 1] as number;
  const found: Candidate[][] = steps.map(() => []);
  const grids = [...new Set(steps.map(nodesFor))].map((nodes) => ({
    nodes,
    places: [...steps.entries()].filter(
      ([, count]) => nodesFor(count) === nodes,
    ),
  }));
  const words = label === undefined ? "" : `${label} `;
  const add = (at: number, id: string, title: string, t: Float64Array) =>
    found[at]?.push({
      id: `${words}${id}`,
      title: label === undefined ? title : `${title}, ${label}`,
      kind: "family",
      sigmas: withEnds(t, tMin, tMax, ending),
    });
  const starts = steps.map((count) => edmLevels(count, tMin, tMax));

  for (const exponent of exponents) {
    const whole = objective(curves, exponent);
    for (const share of lowestShares) {
      const lowest = share === 0 ? tMin : tMin * (tMax / tMin) ** share;
      const from = Number(lowest.toPrecision(2));
      const of = { ...whole, tMin: lowest };
      const optimum = (t: Float64Array, at: number) => {
        const id = `weight ${exponent} from ${from}`;
        add(at, id, `Weight σ^-${exponent} from ${from}`, t);
        if (share > 0 || !blendedExponents.includes(exponent)) return;
        for (const part of blendShares)
          add(
            at,
            `blend ${part} of weight ${exponent}`,
            `EDM with ${100 * part} % of weight σ^-${exponent}`,
            blend(starts[at] as Float64Array, t, part),
          );
      };
      for (const { nodes, places } of grids) {
        const counts = places.map(([, count]) => count);
        for (const [i, t] of gridSchedules(of, counts, nodes).entries())
          optimum(t, places[i]?.[0] ?? NaN);
      }
    }
  }
  const klub = objective(curves, 3);
  starts.forEach((start, at) => {
    descentPath(start, klub, stops).forEach((t, i) => {
      add(at, `descent ${stops[i]}`, `KLUB descent stopped at ${stops[i]}`, t);
    });
  });
  return found.map(distinct);
}

/**
 * Nodes of the grid for a number of steps: a candidate is a start, and need not be at the last digit of an optimum. By itself,
 * so that it is the same whatever other numbers of steps are asked for.
 */
function nodesFor(steps: number): number {
  return Math.min(fineNodes, Math.max(193, 4 * steps + 1));
}

/** Rising. */
function edmLevels(steps: number, sigmaMin: number, sigmaMax: number) {
  const { sigmas } = buildSchedule("edm", {
    steps,
    sigmaMin,
    sigmaMax,
    ending: "sigma-min",
  });
  return Float64Array.from(sigmas).toReversed();
}

function blend(a: Float64Array, b: Float64Array, part: number): Float64Array {
  return a.map((value, i) => value ** (1 - part) * (b[i] as number) ** part);
}

/** Falling, from exactly tMax, with the lowest level replaced by the wanted end. */
function withEnds(
  t: Float64Array,
  tMin: number,
  tMax: number,
  ending: Ending,
): number[] {
  const inner = Array.from(t).slice(1, -1).toReversed();
  return [tMax, ...inner, ending === "zero" ? 0 : tMin];
}
