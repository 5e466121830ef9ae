import type { Candidate } from "../../core/klub/candidate.ts";
import { handCrafted } from "../../core/klub/hand-crafted.ts";
import { klubEstimates, klubInterval } from "../../core/klub/klub-estimates.ts";
import { denoisingLoss, wholeSums } from "../../core/klub/statistics.ts";
import { interval, ratio } from "../../core/metrics/jackknife.ts";
import type { Estimate } from "../../core/metrics/jackknife.ts";
import type { MeasuredSchedule } from "../../core/klub/tuned/report.ts";
import { flowTime } from "../../core/parameterisation.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import type { Json } from "../../engine/json.ts";
import type { ReportValue, ReportedSchedule } from "../../engine/report.ts";
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
  const { statistics, increments, nfe, evidenceNfe = 0 } = optimized;
  const { method, solver, effort, sigmaMin, sigmaMax } = settings;
  const klub = klubEstimates(statistics, { weight: 3, increments });
  const { loss, standardError } = denoisingLoss(wholeSums(statistics));
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
      ...(settings.process === "flow" && { process: settings.process }),
      samples: settings.samples,
      levels: settings.levels,
      weight: settings.weight,
      seed: settings.seed,
    },
    nfe: nfe + evidenceNfe,
    loss: {
      sigmas: [...statistics.levels],
      loss: [...loss],
      standardError: [...standardError],
    },
    schedules: optimized.schedules.map((found) => {
      const { steps, sigmas } = found;
      const known = handCrafted({
        ...settings,
        steps,
        sigmaData: statistics.sigmaData,
      });
      return {
        ...(found.evidence
          ? measuredSchedule(found.evidence, known, klub)
          : fittedSchedule(found, known, klub)),
        ...(settings.process === "flow" && { times: sigmas.map(flowTime) }),
      };
    }),
  };
}

/** Every schedule that was measured, and the KLUBs of the hand-crafted ones that were not. */
function measuredSchedule(
  evidence: MeasuredSchedule,
  known: readonly Candidate[],
  klub: KlubOf,
): ReportedSchedule {
  const { steps, sigmas, decides, ratio, floors, verdict, chosen } = evidence;
  return {
    steps,
    sigmas,
    ...klubScore(klub(sigmas)),
    decides,
    ...(ratio && { ratio }),
    floors,
    verdict,
    lines: [
      ...evidence.candidates.map(({ candidate, ...scores }) => ({
        ...candidate,
        ...scores,
        chosen: candidate.id === chosen,
        ...klubScore(klub(candidate.sigmas)),
      })),
      ...known
        .filter(({ id }) =>
          evidence.candidates.every(({ candidate }) => candidate.id !== id),
        )
        .map((candidate) => unmeasured(candidate, klub)),
    ],
  };
}

/** What there is to say of a schedule that was fitted and not measured: its KLUB beside those of the hand-crafted ones. */
function fittedSchedule(
  { steps, sigmas }: OptimizedSchedule,
  known: readonly Candidate[],
  klub: KlubOf,
): ReportedSchedule {
  const own = klub(sigmas);
  const [best] = known
    .map((candidate) => ({ candidate, estimate: klub(candidate.sigmas) }))
    .toSorted((a, b) => a.estimate.value - b.estimate.value);
  return {
    steps,
    sigmas,
    ...klubScore(own),
    verdict: best
      ? `Its KLUB is ${ratioWords(own, best.estimate)} that of ${best.candidate.title}, the hand-crafted schedule with the least. A lower KLUB is a tighter bound, not always a better sample: none was measured.`
      : "No hand-crafted schedule has these ends to be compared with.",
    lines: [
      {
        id: "optimized",
        title: "Optimized",
        kind: "optimized",
        chosen: true,
        sigmas,
        ...klubScore(own),
      },
      ...known.map((candidate) => unmeasured(candidate, klub)),
    ],
  };
}

function unmeasured(candidate: Candidate, klub: KlubOf) {
  return { ...candidate, chosen: false, ...klubScore(klub(candidate.sigmas)) };
}

type KlubOf = ReturnType<typeof klubEstimates>;

function klubScore(estimate: Estimate) {
  const known = klubInterval(estimate);
  return { klub: estimate.value, ...(known && { klubInterval: known }) };
}

/** On the same samples: what both have by their chance cancels. */
function ratioWords(own: Estimate, other: Estimate): string {
  const compared = ratio(own, other);
  const times = `${compared.value.toPrecision(3)} times`;
  if (klubInterval(own) === undefined) return times;
  const { low, high } = interval(compared);
  return `${times} (95 % interval ${low.toPrecision(3)} to ${high.toPrecision(3)})`;
}
