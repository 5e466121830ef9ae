import { klubEstimates, klubInterval } from "../../core/klub/klub-estimates.ts";
import type { View } from "../../engine/view.ts";
import { halfWidth, klubTable, lossView, scheduleView } from "./klub-views.ts";
import type {
  OptimizationSettings,
  Optimized,
  OptimizedSchedule,
} from "./optimization.ts";
import { partOfSteps } from "./schedule-lines.ts";
import {
  candidateTable,
  drawnOver,
  measuredView,
  verdictWords,
} from "./evidence-views.ts";

/**
 * What there is to see of an optimization: of several numbers of steps first all of them together, then each.
 * @param facts - What the model was measured with, for the caption.
 */
export function optimizedViews(
  optimized: Optimized,
  settings: OptimizationSettings,
  facts: string,
): readonly View[] {
  const { statistics } = optimized;
  const [only, ...more] = optimized.schedules;
  if (only === undefined) return [];
  const each = optimized.schedules.map((found) =>
    viewsOf(found, optimized, settings, more.length === 0 ? facts : undefined),
  );
  const loss = lossView(statistics);
  if (more.length === 0) {
    const [{ plot, tables } = { plot: loss, tables: [] }] = each;
    const [first, ...rest] = tables;
    // the evidence of measuring stands before what the bound says
    return only.evidence && first
      ? [plot, first, loss, ...rest]
      : [plot, loss, ...tables];
  }
  return [
    allView(optimized, facts),
    countsTable(optimized),
    ...each.flatMap(({ plot, tables }) => [plot, ...tables]),
    loss,
  ];
}

/** A schedule down to sigma min, with the very limits as its ends: a published table may be a little off. */
export function toSigmaMin(
  { sigmas, steps }: Pick<OptimizedSchedule, "sigmas" | "steps">,
  { sigmaMin, sigmaMax }: Pick<OptimizationSettings, "sigmaMin" | "sigmaMax">,
): number[] {
  const levels = [...sigmas];
  levels[0] = sigmaMax;
  levels[steps] = sigmaMin;
  return levels;
}

function viewsOf(
  found: OptimizedSchedule,
  { statistics, increments }: Optimized,
  settings: OptimizationSettings,
  facts: string | undefined,
): { readonly plot: View; readonly tables: readonly View[] } {
  const { weight } = settings;
  const { evidence, steps } = found;
  const sigmas = toSigmaMin(found, settings);
  const shown = { ...found, sigmas };
  const klubs = klubTable(statistics, shown, { weight, increments });
  const said = [facts ?? `${steps} steps`];
  return evidence
    ? {
        plot: measuredView(evidence, statistics, [
          verdictWords(evidence),
          ...said,
        ]),
        tables: [candidateTable(evidence), klubs],
      }
    : {
        plot: scheduleView(statistics, shown, said.join()),
        tables: [klubs],
      };
}

/** The schedules of all numbers of steps over each other and over the hand-crafted ones, which run alike whatever their steps. */
function allView({ schedules, statistics }: Optimized, facts: string): View {
  const [first, ...others] = schedules.map(({ steps, sigmas }) => ({
    name: `${steps} ${steps === 1 ? "step" : "steps"}`,
    sigmas,
  }));
  const most = Math.max(...schedules.map(({ steps }) => steps));
  return partOfSteps(
    [...(first ? [first] : []), ...drawnOver(statistics, most), ...others],
    `${schedules.map(({ steps }) => steps).join(", ")} steps · ${facts}`,
  );
}

/** One line for each number of steps: how its schedule does against the best hand-crafted one. */
function countsTable(optimized: Optimized): View {
  const { schedules, statistics, increments } = optimized;
  const klub = klubEstimates(statistics, { weight: 3, increments });
  const measured = schedules.map((found) => ({
    ...found,
    estimate: klub(found.sigmas),
  }));
  const isMeasured = schedules.some(({ evidence }) => evidence !== undefined);
  const hasIntervals = measured.every(({ estimate }) => klubInterval(estimate));
  return {
    kind: "table",
    columns: [
      "steps",
      ...(isMeasured ? ["schedule", "against hand-crafted"] : []),
      "KLUB",
      ...(hasIntervals ? ["±"] : []),
    ],
    rows: measured.map(({ steps, evidence, estimate }) => [
      steps,
      ...(evidence
        ? [
            evidence.candidates.find(
              ({ candidate }) => candidate.id === evidence.chosen,
            )?.candidate.title ?? evidence.chosen,
            verdictWords(evidence),
          ]
        : []),
      Number(estimate.value.toPrecision(4)),
      ...halfWidth(estimate),
    ]),
    caption:
      "The output schedules has all of them, for Pick Schedule; the output schedule has the first.",
  };
}
