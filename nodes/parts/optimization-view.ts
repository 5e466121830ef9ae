import { klubsBySteps } from "../../core/klub/fit-schedules.ts";
import { wholeSums } from "../../core/klub/statistics.ts";
import type { Increments, Statistics } from "../../core/klub/statistics.ts";
import type { MeasuredSchedule } from "../../core/klub/tuned/report.ts";
import type { TuneProgress } from "../../core/klub/tuned/tune.ts";
import { buildSchedule } from "../../core/schedules/build.ts";
import type { ReportedSchedule } from "../../engine/report.ts";
import { edm } from "../../core/schedules/edm.ts";
import type { LinesView, View } from "../../engine/view.ts";
import { lossView, rivals } from "./klub-views.ts";
import type { OptimizedSchedule } from "./optimization.ts";
import { sameNoiseViews, type Drawn } from "./same-noise-views.ts";
import { stepsView } from "./schedule-lines.ts";
import { finalScores, klubScores, liveScores } from "./score-lists.ts";

type OptimizationView = Extract<View, { kind: "optimization" }>;
type Part = OptimizationView["schedules"][number];

/** Numbers of steps whose KLUB is shown at least. */
const mostSteps = 40;

export interface Known {
  readonly statistics: Statistics;
  readonly increments: Increments;
}

/** What the statistics say by themselves: loss, KLUBs, and the schedules that they give for each number of steps. */
export function statisticsView(
  known: Known,
  fitted: readonly {
    readonly steps: number;
    readonly sigmas: ArrayLike<number>;
  }[],
): OptimizationView {
  return {
    kind: "optimization",
    loss: lossView(known.statistics),
    klubs: klubsView(
      known,
      fitted.map(({ steps }) => steps),
    ),
    schedules: fitted.map(({ steps, sigmas }) => ({
      steps,
      lines: schedulesView(known, steps, {
        name: "optimized, by the samples so far",
        sigmas,
      }),
    })),
  };
}

/**
 * While schedules are measured: those that are found, and the candidates of the number of steps at work.
 * @param hasTime - Whether there is time for a further interval.
 */
export function tuningView(
  known: Known,
  statistics: OptimizationView,
  { steps, decides, finished, leader, scores }: TuneProgress,
  drawn: Drawn,
  hasTime: () => boolean,
): OptimizationView {
  const list = liveScores(scores(), decides, hasTime);
  const best = leader?.candidate ?? list?.best;
  const done = finished.map((evidence) => finishedPart(known, evidence, drawn));
  const begun = statistics.schedules.find((part) => part.steps === steps);
  const now: Part | undefined = best
    ? {
        steps,
        lines: schedulesView(known, steps, {
          name: best.title,
          sigmas: best.sigmas,
        }),
        ...(list && { scores: list.scores }),
      }
    : begun;
  return { ...statistics, schedules: now ? [...done, now] : done };
}

/**
 * After it: everything.
 * @param reported - The evidence of each schedule, as the report has it.
 */
export function finishedView(
  known: Known,
  schedules: readonly OptimizedSchedule[],
  reported: readonly ReportedSchedule[],
  drawn: Drawn,
): OptimizationView {
  return {
    kind: "optimization",
    loss: lossView(known.statistics),
    klubs: klubsView(
      known,
      schedules.map(({ steps }) => steps),
    ),
    schedules: schedules.map(({ steps, sigmas, evidence }, at) => {
      if (evidence) return finishedPart(known, evidence, drawn);
      const report = reported[at];
      const { samples } = wholeSums(known.statistics);
      return {
        steps,
        lines: schedulesView(known, steps, { name: "optimized", sigmas }),
        ...(report && { scores: klubScores(report, samples) }),
      };
    }),
  };
}

function finishedPart(
  known: Known,
  evidence: MeasuredSchedule,
  drawn: Drawn,
): Part {
  const { steps, sigmas, chosen, candidates, samples } = evidence;
  const name =
    candidates.find(({ candidate }) => candidate.id === chosen)?.candidate
      .title ?? chosen;
  return {
    steps,
    lines: schedulesView(known, steps, { name, sigmas }),
    scores: finalScores(evidence),
    ...(samples && { samples: sameNoiseViews(samples, drawn) }),
  };
}

/** Noise levels by step over EDM, LogSNR and the Gaussian-optimal ones. */
function schedulesView(
  { statistics }: Known,
  steps: number,
  best: { readonly name: string; readonly sigmas: ArrayLike<number> },
): LinesView {
  return stepsView([
    ...rivals(statistics, steps)
      .filter(({ name }) => name !== best.name)
      .map(({ name, sigmas }) => ({ name, sigmas: Float64Array.from(sigmas) })),
    {
      name: best.name,
      sigmas: Float64Array.from(best.sigmas),
      emphasis: true,
    },
  ]);
}

/** The least KLUB of each number of steps over EDM's; those that were asked for are marked. */
function klubsView(
  { statistics, increments }: Known,
  asked: readonly number[],
): LinesView {
  const { levels } = statistics;
  const counts = Array.from(
    { length: Math.max(mostSteps, ...asked) },
    (_, index) => index + 1,
  );
  const { least, other } = klubsBySteps(
    statistics,
    counts,
    { weight: 3, increments },
    (steps) =>
      buildSchedule("edm", {
        steps,
        sigmaMin: levels[0] as number,
        sigmaMax: levels[levels.length - 1] as number,
        ending: "sigma-min",
      }).sigmas,
  );
  const x = Float64Array.from(counts);
  const marked = Float64Array.from(asked.toSorted((a, b) => a - b));
  return {
    kind: "lines",
    x: { label: "steps", scale: "linear" },
    y: { label: "KLUB", scale: "log" },
    series: [
      { name: edm.title, x, y: other },
      { name: "least", x, y: least, emphasis: true },
      {
        name: "asked for",
        x: marked,
        y: marked.map((steps) => least[steps - 1] ?? NaN),
        pointsOnly: true,
      },
    ],
    caption:
      "in nats, by the samples so far · a tighter bound, not always a better picture",
  };
}
