import type { ScheduleValue } from "../../engine/values.ts";
import { plainDigits } from "./digits.ts";

export type ScheduleFormat = "json" | "text" | "csv" | "manual-sigmas";

/** A schedule written for one target. */
export interface WrittenSchedule {
  readonly extension: string;
  readonly text: string;
  /** What the file ends at, and what the target does with that, in a sentence. */
  readonly note: string;
}

/** @param createdWith - Name and version of the program. */
export function writeSchedule(
  schedule: ScheduleValue,
  format: ScheduleFormat,
  createdWith: string,
): WrittenSchedule {
  const sigmas = [...schedule.sigmas];
  const ending = endingWords(schedule);
  switch (format) {
    case "json":
      return {
        extension: "json",
        text: scheduleJson(schedule, createdWith),
        note: `${ending} Reads back to the same bits.`,
      };
    case "text":
      return {
        extension: "txt",
        text: `${sigmas.join(", ")}\n`,
        note: ending,
      };
    case "csv":
      return {
        extension: "csv",
        text: `${["sigma", ...sigmas].join("\n")}\n`,
        note: ending,
      };
    case "manual-sigmas":
      return {
        extension: "txt",
        text: `${sigmas.map(plainDigits).join(", ")}\n`,
        note: `${ending} ComfyUI's ManualSigmas takes the numbers as they are and adds no 0${schedule.ending === "zero" ? "" : ", so a little noise of the last sigma stays in the picture"}.`,
      };
  }
}

/** All that is known of a schedule, each number in the fewest digits that read back exactly. */
function scheduleJson(schedule: ScheduleValue, createdWith: string): string {
  const sigmas = [...schedule.sigmas];
  const json = {
    format: "stepwright-schedule",
    version: 1,
    sigmas,
    steps: sigmas.length - 1,
    ending: schedule.ending,
    sigmaMin: sigmas.findLast((sigma) => sigma > 0),
    sigmaMax: sigmas[0],
    source: schedule.source,
    model: schedule.model,
    solver: schedule.solver,
    klub: schedule.klub,
    createdWith,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function endingWords({ sigmas, ending }: ScheduleValue): string {
  const steps = sigmas.length - 1;
  const last = sigmas.at(-1) ?? 0;
  const counts = `${steps + 1} sigmas for ${steps} ${steps === 1 ? "step" : "steps"}`;
  return ending === "zero"
    ? `${counts}; the ending is 0.`
    : `${counts}; the ending is sigma_min, ${last}.`;
}
