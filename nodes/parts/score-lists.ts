import { measureNames } from "../../core/klub/tuned/confirm.ts";
import type { Candidate } from "../../core/klub/candidate.ts";
import type { Measure } from "../../core/klub/tuned/measurer.ts";
import type {
  LiveScore,
  MeasuredSchedule,
} from "../../core/klub/tuned/report.ts";
import type { ReportedSchedule } from "../../engine/report.ts";
import type { ScoreList } from "../../engine/view.ts";

interface Line {
  readonly candidate: Candidate;
  readonly stage: string;
  readonly noises: number;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * @param hasTime - Whether there is time for a further interval; the best schedules come first.
 * @returns undefined where nothing has been measured yet.
 */
export function liveScores(
  scores: readonly LiveScore[],
  decides: Measure,
  hasTime: () => boolean,
): { readonly scores: ScoreList; readonly best: Candidate } | undefined {
  const sorted = scores.toSorted((a, b) => worth(a.value) - worth(b.value));
  const [first] = sorted;
  return (
    first && {
      best: first.candidate,
      scores: listOf(
        sorted.map(({ interval, ...line }) => ({
          ...line,
          ...interval?.(hasTime),
        })),
        decides,
      ),
    }
  );
}

/** Confirmed ones first. */
export function finalScores({
  candidates,
  decides,
  chosen,
  floors,
  verdict,
}: MeasuredSchedule): ScoreList {
  return {
    ...listOf(
      candidates.map((line) => ({ ...line, ...line[decides] })),
      decides,
    ),
    chosen: candidates.findIndex(({ candidate }) => candidate.id === chosen),
    floor: floors[decides],
    verdict,
  };
}

/**
 * KLUBs where no schedule was measured with a solver, the least first.
 * @param samples - That the statistics are of.
 */
export function klubScores(
  { lines, verdict }: ReportedSchedule,
  samples: number,
): ScoreList {
  const sorted = lines.toSorted((a, b) => worth(a.klub) - worth(b.klub));
  return {
    measure: "KLUB",
    of: "samples",
    rows: sorted.map(({ title, kind }) => ({
      name: title,
      handCrafted: kind === "hand-crafted",
      stage: kind === "hand-crafted" ? "judged" : "fitted",
      count: samples,
    })),
    value: Float64Array.from(sorted, ({ klub }) => klub),
    low: Float64Array.from(sorted, (line) => line.klubInterval?.low ?? NaN),
    high: Float64Array.from(sorted, (line) => line.klubInterval?.high ?? NaN),
    chosen: sorted.findIndex(({ chosen }) => chosen),
    verdict,
  };
}

function listOf(lines: readonly Line[], decides: Measure): ScoreList {
  return {
    measure: measureNames[decides],
    of: "noises",
    rows: lines.map(({ candidate, stage, noises }) => ({
      name: candidate.title,
      handCrafted: candidate.kind === "hand-crafted",
      stage,
      count: noises,
    })),
    value: Float64Array.from(lines, ({ value }) => value),
    low: Float64Array.from(lines, ({ low }) => low ?? NaN),
    high: Float64Array.from(lines, ({ high }) => high ?? NaN),
  };
}

function worth(value: number): number {
  return Number.isNaN(value) ? Infinity : value;
}
