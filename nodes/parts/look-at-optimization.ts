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
import { leaderView } from "./tuned-views.ts";

const leastPauseMs = 400;
// at most a tenth of the time goes into looking
const pausePerMs = 9;

/** A look at an optimization on its way, seldom enough not to slow it: none while it is too early for the next. */
export function looking(
  { steps, weight, ...limits }: OptimizationSettings,
  increments: Increments,
  drawn: Drawn,
  now: () => number = () => performance.now(),
): (progress: OptimizationProgress) => readonly View[] | undefined {
  // the statistics are dear to look at, the scores cheap
  const next = { statistics: -Infinity, tuning: -Infinity };
  let latest: (() => Statistics) | undefined;
  let measured: ReturnType<typeof byStatistics> | undefined;

  function byStatistics(of: () => Statistics) {
    const statistics = of();
    const known = { statistics, increments };
    const fitted = fitSchedules(statistics, steps, { weight, increments });
    return { of, known, fitted, view: statisticsView(known, fitted) };
  }
  function renew(): void {
    if (latest && measured?.of !== latest) measured = byStatistics(latest);
  }
  function look({ tuning }: OptimizationProgress): View[] | undefined {
    renew();
    if (measured === undefined) return undefined;
    const { known, fitted, view } = measured;
    const [best] = fitted;
    const byKlub = best
      ? [scheduleView(known.statistics, best, "by the samples so far")]
      : [];
    if (tuning)
      return [
        ...(tuning.leader
          ? [leaderView(tuning.steps, tuning.leader, limits)]
          : byKlub),
        tuningView(known, view, tuning, drawn),
      ];
    return [...byKlub, lossView(known.statistics), view];
  }
  return (progress) => {
    latest = progress.preliminary ?? latest;
    const kind = progress.tuning ? "tuning" : "statistics";
    if (now() < next[kind]) return undefined;
    // once, when the last of them have come in
    if (kind === "tuning") renew();
    const start = now();
    const views = look(progress);
    const end = now();
    next[kind] = end + Math.max(leastPauseMs, pausePerMs * (end - start));
    return views;
  };
}
