import { extname } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { flowTime } from "../core/parameterisation.ts";
import {
  reportFormats,
  type ReportFormat,
} from "../nodes/formats/report-files.ts";
import { klubObjective } from "../nodes/parts/klub-within.ts";
import { fittedSchedule } from "../nodes/parts/optimization-report.ts";
import type {
  OptimizationSettings,
  Optimized,
  OptimizedSchedule,
} from "../nodes/parts/optimization.ts";

/** The schedules of an optimization with their evidence, as `optimize` prints them. */
export function scheduleLines(
  optimized: Optimized,
  settings: OptimizationSettings,
) {
  return optimized.schedules.map((found) => {
    const { tuned, ...levels } = found;
    const schedule = {
      ...levels,
      ...(settings.process === "flow" && {
        times: Array.from(levels.sigmas, flowTime),
      }),
    };
    if (tuned === undefined)
      return { ...schedule, ...klubScores(found, optimized, settings) };
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

/** Where nothing was measured with a solver: the KLUB itself, weight t^-3, is the score. */
function klubScores(
  found: OptimizedSchedule,
  optimized: Optimized,
  settings: OptimizationSettings,
) {
  const { klub, lines, verdict } = byKlub(found, optimized, settings);
  return {
    decides: "klub",
    score: klub,
    baselineScores: Object.fromEntries(
      lines
        .filter(({ kind }) => kind === "hand-crafted")
        .map((line) => [line.id, line.klub]),
    ),
    verdict,
  };
}

function byKlub(
  found: OptimizedSchedule,
  optimized: Optimized,
  settings: OptimizationSettings,
) {
  return fittedSchedule(found, klubObjective(optimized), {
    ...settings,
    sigmaData: optimized.statistics.sigmaData,
  });
}

/** Every schedule that was measured, with both scores; where none was, the found one and the hand-crafted ones with their KLUB. */
export function candidateLines(
  optimized: Optimized,
  settings: OptimizationSettings,
) {
  return optimized.schedules.flatMap((found): object[] => {
    const { steps, tuned } = found;
    return tuned
      ? tuned.candidates.map(({ candidate, ...rest }) => ({
          steps,
          ...candidate,
          ...rest,
        }))
      : byKlub(found, optimized, settings).lines.map((line) => ({
          steps,
          ...line,
        }));
  });
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
