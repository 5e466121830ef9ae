import { fitSchedules } from "../../core/klub/fit-schedules.ts";
import type { Increments, Statistics } from "../../core/klub/statistics.ts";
import type { View } from "../../engine/view.ts";
import { lossView, scheduleView } from "./klub-views.ts";
import type {
  OptimizationProgress,
  OptimizationSettings,
} from "./optimization.ts";
import { statisticsView, tuningView } from "./optimization-view.ts";
import type { Drawn } from "./same-noise-views.ts";
import { leaderView } from "./evidence-views.ts";

const leastPauseMs = 400;
// at most a tenth of the time goes into looking
const pausePerMs = 9;
// a cancel has to come in between: intervals that are not taken at one look are at a later one
const intervalsMs = 40;

/** A look at an optimization on its way, seldom enough not to slow it: none while it is too early for the next. */
export function looking(
  { steps, weight }: OptimizationSettings,
  increments: Increments,
  drawn: Drawn,
  now: () => number = () => performance.now(),
): (progress: OptimizationProgress) => readonly View[] | undefined {
  // the statistics are dear to look at, the scores cheap
  const next = { statistics: -Infinity, tuning: -Infinity };
  let measured: ReturnType<typeof byStatistics> | undefined;

  function byStatistics(statistics: Statistics) {
    const known = { statistics, increments };
    const fitted = fitSchedules(statistics, steps, { weight, increments });
    return { known, fitted, view: statisticsView(known, fitted) };
  }
  function look(
    { tuning }: OptimizationProgress,
    { known, fitted, view }: NonNullable<typeof measured>,
  ): View[] {
    const until = now() + intervalsMs;
    const [best] = fitted;
    const byKlub = best
      ? [scheduleView(known.statistics, best, "by the samples so far")]
      : [];
    if (tuning)
      return [
        ...(tuning.leader
          ? [leaderView(known.statistics, tuning.steps, tuning.leader)]
          : byKlub),
        tuningView(known, view, tuning, drawn, () => now() < until),
      ];
    return [...byKlub, lossView(known.statistics), view];
  }
  return (progress) => {
    const { tuning, preliminary } = progress;
    const kind = tuning ? "tuning" : "statistics";
    if (now() < next[kind]) return undefined;
    const statistics = tuning?.statistics ?? preliminary?.();
    if (statistics === undefined) return undefined;
    // while schedules are measured, the statistics stay as they are
    let start = now();
    if (measured?.known.statistics !== statistics)
      measured = byStatistics(statistics);
    if (tuning) start = now();
    const views = look(progress, measured);
    const end = now();
    next[kind] = end + Math.max(leastPauseMs, pausePerMs * (end - start));
    return views;
  };
}
