import { handCrafted } from "../../core/klub/hand-crafted.ts";
import type { Objective } from "../../core/klub/objective.ts";
import { addSums, denoisingLoss } from "../../core/klub/statistics.ts";
import type { TunedSchedule } from "../../core/klub/tuned/report.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import type { Json } from "../../engine/json.ts";
import type {
  ReportValue,
  ReportedLine,
  ReportedSchedule,
} from "../../engine/report.ts";
import { klubObjective, klubWithin } from "./klub-within.ts";
import type {
  OptimizationSettings,
  Optimized,
  OptimizedSchedule,
} from "./optimization.ts";

/** What a report says beside what was found. */
export interface ReportFacts {
  readonly model: ReportValue["model"];
  readonly data: string;
  readonly device: string;
  readonly warnings: readonly string[];
}

/** The evidence of an optimization: every schedule that was measured beside every hand-crafted one, and how it came about. */
export function optimizationReport(
  optimized: Optimized,
  settings: OptimizationSettings,
  facts: ReportFacts,
): ReportValue {
  const { statistics, nfe } = optimized;
  const { method, solver, effort, sigmaMin, sigmaMax } = settings;
  const sums = addSums(...statistics.halves);
  const klub = klubObjective(optimized);
  const { loss, standardError } = denoisingLoss(sums);
  return {
    ...facts,
    ...(solver && {
      solver: {
        id: solver.id,
        name: findSolver(solver.id).solver.title,
        // numbers and words
        options: solver.options as Readonly<Record<string, Json>>,
      },
    }),
    settings: {
      method,
      ...(method === "tuned" && { budget: effort }),
      steps: settings.steps,
      sigmaMin,
      sigmaMax,
      ending: settings.ending,
      samples: settings.samples,
      levels: settings.levels,
      weight: settings.weight,
      seed: settings.seed,
    },
    nfe,
    loss: {
      sigmas: [...statistics.levels],
      loss: [...loss],
      standardError: [...standardError],
    },
    schedules: optimized.schedules.map((found) =>
      found.tuned
        ? measuredSchedule(found.tuned, klub)
        : fittedSchedule(found, klub, {
            ...settings,
            sigmaData: statistics.sigmaData,
          }),
    ),
  };
}

function measuredSchedule(
  tuned: TunedSchedule,
  klub: Objective,
): ReportedSchedule {
  const { steps, sigmas, decides, ratio, floors, verdict, chosen } = tuned;
  return {
    steps,
    sigmas,
    klub: klubWithin(klub, sigmas),
    decides,
    ...(ratio && { ratio }),
    floors,
    verdict,
    lines: tuned.candidates.map(({ candidate, ...scores }) => ({
      ...candidate,
      ...scores,
      chosen: candidate.id === chosen,
      klub: klubWithin(klub, candidate.sigmas),
    })),
  };
}

/** What there is to say of a schedule that was fitted and not measured: its KLUB beside those of the hand-crafted ones. */
export function fittedSchedule(
  { steps, sigmas }: OptimizedSchedule,
  klub: Objective,
  settings: OptimizationSettings & { readonly sigmaData: number },
): ReportedSchedule {
  const own = klubWithin(klub, sigmas);
  const known = handCrafted({ ...settings, steps }).map(
    (candidate): ReportedLine => ({
      ...candidate,
      chosen: false,
      klub: klubWithin(klub, candidate.sigmas),
    }),
  );
  const best = known.toSorted((a, b) => a.klub - b.klub)[0];
  return {
    steps,
    sigmas,
    klub: own,
    verdict: best
      ? `Its KLUB is ${(own / best.klub).toPrecision(3)} times that of ${best.title}, the hand-crafted schedule with the least. A lower KLUB is a tighter bound, not always a better sample: none was measured.`
      : "No hand-crafted schedule has these ends to be compared with.",
    lines: [
      {
        id: "optimized",
        title: "Optimized",
        kind: "optimized",
        chosen: true,
        sigmas,
        klub: own,
      },
      ...known,
    ],
  };
}
