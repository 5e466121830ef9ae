import type { Ending, Limits } from "../../schedules/schedule.ts";
import { cmaAsk, cmaStart, cmaTell } from "../../search/cma-es.ts";
import type { CmaState } from "../../search/cma-es.ts";
import { fromLogGaps, toLogGaps } from "./log-gaps.ts";

export interface MeasuredPolishRequest extends Limits {
  readonly ending: Ending;
  /** Schedules with the same number of steps, at least one, the best first; what the search may start from. */
  readonly from: readonly (readonly number[])[];
  readonly seed: number;
  /** Schedules to measure, at most; whole generations. */
  readonly evaluations: number;
  /**
   * @param name - Unique within this search.
   * @param effort - A part of the training noises while the search begins, all of them to its end.
   */
  readonly measure: (
    sigmas: readonly number[],
    name: string,
    effort: "part" | "all",
  ) => Promise<number>;
}

export interface Polished {
  readonly sigmas: readonly number[];
  readonly value: number;
  /** Which of `from` the search that found it began at. */
  readonly start: number;
}

/** Standard deviation of the first generation in the logarithms of the log-gaps. */
const firstStep = 0.25;
/** Below it nothing changes any more. */
const lastStep = 1e-3;
/** With all noises the minimum is not quite where a part of them has it. */
const restartStep = 0.02;

/** Searches that are begun, on a part of the noises, and the share of the schedules after which the best goes on alone. */
const searches = 3;
const shareOfBeginnings = 0.5;
/** Starts are different where some log-gap is, by a factor of this or more. */
const leastDifference = Math.log(1.5);

/**
 * The best schedule that CMA-ES finds by what is measured. Landscapes have several valleys, so it begins at a few
 * different starts, and goes on from the best with all noises.
 * @returns undefined where there is nothing to move: a schedule of one step.
 */
export async function polishByMeasuring(
  request: MeasuredPolishRequest,
): Promise<Polished | undefined> {
  const { evaluations, seed } = request;
  const starts = differentStarts(request);
  if ((starts[0]?.mean.length ?? 0) <= 1) return undefined;
  const begun: Search[] = [];
  for (const { mean, start } of starts) {
    const state = cmaStart({ mean, step: firstStep, seed: seed + start });
    const most = (shareOfBeginnings * evaluations) / starts.length;
    begun.push(await search(request, { state, start, spent: 0 }, "part", most));
  }
  const [best] = begun.toSorted((a, b) => worth(a) - worth(b));
  if (best === undefined) return undefined;
  const { start, state } = best;
  // what was best on a part of the noises is no measure for all of them
  const { best: _, ...rested } = state;
  const afresh = { ...rested, step: Math.max(state.step, restartStep) };
  const rest = evaluations - begun.reduce((sum, one) => sum + one.spent, 0);
  const end = await search(
    request,
    { state: afresh, start, spent: 0 },
    "all",
    rest,
  );
  const found = end.state.best;
  return (
    found && {
      sigmas: fromLogGaps(found.point, request, request.ending),
      value: found.value,
      start,
    }
  );
}

interface Search {
  readonly state: CmaState;
  readonly start: number;
  /** Schedules measured. */
  readonly spent: number;
}

/** Whole generations until the next would be more than `most` schedules, or nothing changes any more. */
async function search(
  request: MeasuredPolishRequest,
  from: Search,
  effort: "part" | "all",
  most: number,
): Promise<Search> {
  let { state, spent } = from;
  while (spent + state.offspring <= most && state.step > lastStep) {
    const points = cmaAsk(state);
    const values: number[] = [];
    for (const [i, point] of points.entries()) {
      const sigmas = fromLogGaps(point, request, request.ending);
      const name = `${from.start}/${state.generation}.${i}`;
      values.push(await request.measure(sigmas, name, effort));
    }
    state = cmaTell(state, points, values);
    spent += points.length;
  }
  return { ...from, state, spent };
}

function worth({ state }: Search): number {
  return state.best?.value ?? Infinity;
}

function differentStarts({ from, sigmaMin }: MeasuredPolishRequest) {
  const chosen: { start: number; mean: Float64Array }[] = [];
  for (const [start, sigmas] of from.entries()) {
    const mean = toLogGaps(sigmas, { sigmaMin });
    const isNew = chosen.every((other) =>
      mean.some(
        (gap, i) => Math.abs(gap - (other.mean[i] as number)) > leastDifference,
      ),
    );
    if (isNew && chosen.length < searches) chosen.push({ start, mean });
  }
  return chosen;
}
