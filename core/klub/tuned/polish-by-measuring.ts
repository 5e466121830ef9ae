import type { Ending, Limits } from "../../schedules/schedule.ts";
import { cmaAsk, cmaStart, cmaTell } from "../../search/cma-es.ts";
import type { CmaState } from "../../search/cma-es.ts";
import { fromLogGaps, toLogGaps } from "./log-gaps.ts";

export interface MeasuredPolishRequest extends Limits {
  readonly ending: Ending;
  /** Schedules with the same number of steps, at least one, the best first; what the search may start from. */
  readonly from: readonly (readonly number[])[];
  readonly seed: number;
  /** Schedules to measure with all noises, at most, or as many more with a part of them; whole generations. */
  readonly evaluations: number;
  /** What measuring with a part of the noises costs, of what it costs with all: above 0, at most 1. */
  readonly partShare: number;
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

/** What is spent on a part of the noises, of the whole. */
const shareOfPart = 0.6;
/** Of that, what each round spends, and how many of the searches are in it: the better ones, and after the last round the best. */
const rounds = [
  { spends: 0.45, searches: 1 },
  { spends: 0.275, searches: 1 / 3 },
  { spends: 0.275, searches: 1 / 6 },
] as const;
/** Searches that are begun, at most, and generations that each of them needs in the first round for its value to say something. */
const mostSearches = 12;
const leastGenerations = 2;
/** Starts are different where some log-gap is, by a factor of this or more. */
const leastDifference = Math.log(1.5);

/**
 * The best schedule that CMA-ES finds by what is measured. Landscapes have many valleys, so it begins at several different
 * starts with a part of the noises, leaves those that lag behind, and goes on from the best with all noises.
 * @returns undefined where there is nothing to move: a schedule of one step.
 */
export async function polishByMeasuring(
  request: MeasuredPolishRequest,
): Promise<Polished | undefined> {
  const { evaluations, partShare } = request;
  const onPart = (shareOfPart * evaluations) / partShare;
  const begun = beginnings(request, rounds[0].spends * onPart);
  if ((begun[0]?.state.mean.length ?? 0) <= 1) return undefined;
  let searches = begun;
  let spent = 0;
  for (const round of rounds) {
    const left = Math.ceil(round.searches * begun.length);
    const most = (round.spends * onPart) / left;
    const gone: Search[] = [];
    for (const from of searches.slice(0, left)) {
      const one = await search(request, { ...from, spent: 0 }, "part", most);
      spent += one.spent;
      gone.push(one);
    }
    searches = gone.toSorted((a, b) => worth(a) - worth(b));
  }
  const [best] = searches;
  if (best === undefined) return undefined;
  const { start, state } = best;
  // what was best on a part of the noises is no measure for all of them
  const { best: _, ...rested } = state;
  const afresh = { ...rested, step: Math.max(state.step, restartStep) };
  const end = await search(
    request,
    { state: afresh, start, spent: 0 },
    "all",
    evaluations - partShare * spent,
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

/** @param evaluations - Of the first round. */
function beginnings(
  { from, sigmaMin, seed }: MeasuredPolishRequest,
  evaluations: number,
): readonly Search[] {
  const chosen: Search[] = [];
  for (const [start, sigmas] of from.entries()) {
    const mean = toLogGaps(sigmas, { sigmaMin });
    const isNew = chosen.every(({ state }) =>
      mean.some(
        (gap, i) => Math.abs(gap - (state.mean[i] as number)) > leastDifference,
      ),
    );
    if (!isNew) continue;
    const state = cmaStart({ mean, step: firstStep, seed: seed + start });
    const most = evaluations / (leastGenerations * state.offspring);
    if (chosen.length >= Math.min(mostSearches, Math.max(1, Math.floor(most))))
      break;
    chosen.push({ state, start, spent: 0 });
  }
  return chosen;
}
