import { extname } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import type { ReportedSchedule, ReportValue } from "../engine/report.ts";
import {
  reportFormats,
  type ReportFormat,
} from "../nodes/formats/report-files.ts";
import type { Optimized } from "../nodes/parts/optimization.ts";

/**
 * The schedules of an optimization with their evidence, as `optimize` prints them.
 * @param report - Of the same optimization.
 */
export function scheduleLines(
  { schedules }: Pick<Optimized, "schedules">,
  report: ReportValue,
) {
  return schedules.map((found, at) => {
    const { evidence, ...levels } = found;
    const reported = report.schedules[at];
    const schedule = {
      ...levels,
      ...(reported?.times && { times: reported.times }),
    };
    if (evidence === undefined) return { ...schedule, ...klubScores(reported) };
    const { candidates, chosen, decides, verdict, ratio, floors } = evidence;
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

/** Where nothing was measured with a solver: the KLUB itself, of weight t^-3 whatever was optimized for, is the score. */
function klubScores(reported: ReportedSchedule | undefined) {
  if (reported === undefined) return {};
  const { klub, klubInterval, lines, verdict } = reported;
  return {
    decides: "klub",
    // `klub` beside it is by the weight that was asked for
    scoreWeight: 3,
    score: klub,
    ...(klubInterval && {
      scoreInterval: [klubInterval.low, klubInterval.high],
    }),
    baselineScores: Object.fromEntries(
      lines
        .filter(({ kind }) => kind === "hand-crafted")
        .map((line) => [line.id, line.klub]),
    ),
    verdict,
  };
}

/** Every schedule of the evidence with all that is known of it. */
export function candidateLines({ schedules }: ReportValue): object[] {
  return schedules.flatMap(({ steps, lines }) =>
    lines.map((line) => ({ steps, ...line })),
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
