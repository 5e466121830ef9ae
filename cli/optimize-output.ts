import { extname } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import type { ScoredCandidate } from "../core/klub/tuned/report.ts";
import { flowTime } from "../core/parameterisation.ts";
import {
  reportFormats,
  type ReportFormat,
} from "../nodes/formats/report-files.ts";
import type {
  OptimizationSettings,
  Optimized,
} from "../nodes/parts/optimization.ts";

/** The schedules of an optimization with their evidence, as `optimize` prints them. */
export function scheduleLines(
  { schedules }: Optimized,
  { process }: Pick<OptimizationSettings, "process">,
) {
  return schedules.map(({ tuned, ...levels }) => {
    const schedule = {
      ...levels,
      ...(process === "flow" && {
        times: Array.from(levels.sigmas, flowTime),
      }),
    };
    if (tuned === undefined) return schedule;
    const { candidates, chosen, decides, verdict, ratio, floors } = tuned;
    // only fresh noises are the same for all, and none was chosen by them
    const confirmed = candidates.filter(({ stage }) => stage === "confirmed");
    const score = confirmed.find(({ candidate }) => candidate.id === chosen)?.[
      decides
    ];
    return {
      ...schedule,
      chosen,
      decides,
      ...(score && {
        score: score.value,
        scoreInterval: [score.low, score.high],
      }),
      baselineScores: Object.fromEntries(
        confirmed
          .filter(({ candidate }) => candidate.kind === "hand-crafted")
          .map((one) => [one.candidate.id, one[decides].value]),
      ),
      ...(ratio && { ratio }),
      floors,
      verdict,
    };
  });
}

/** Every schedule that was measured, with both scores. */
export function candidateLines({ schedules }: Optimized) {
  return schedules.flatMap(({ steps, tuned }) =>
    (tuned?.candidates ?? []).map(
      ({ candidate, ...rest }: ScoredCandidate) => ({
        steps,
        ...candidate,
        ...rest,
      }),
    ),
  );
}

/** The file of `--report`, refused before anything is computed where its ending says no format. */
export function reportFile(path: string): string {
  reportFormatOf(path);
  return path;
}

/** @throws BadInput where the ending is none of those that reports have. */
export function reportFormatOf(path: string): ReportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = reportFormats.find((each) => each === ending);
  if (format === undefined)
    throw new BadInput(
      `--report ${path} must end in .json, .csv or .md, got ${ending === "" ? "no ending" : `.${ending}`}`,
    );
  return format;
}
