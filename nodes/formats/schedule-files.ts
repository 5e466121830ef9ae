import { idOf } from "../../core/file-id.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import { endingWords } from "./ending-words.ts";
import type { ScheduleFormat } from "./schedule-format.ts";

const files = import.meta.glob<Readonly<Record<string, ScheduleFormat>>>(
  "./schedules/*.ts",
  { eager: true },
);

/** Every format that schedules are written in, by its id. Each file of schedules/ exports it and nothing else. */
export const scheduleFormats: ReadonlyMap<string, ScheduleFormat> = new Map(
  Object.entries(files).map(([path, exported]) => {
    const id = idOf(path);
    const [format, ...more] = Object.values(exported);
    if (!format || more.length > 0)
      throw new Error(
        `nodes/formats/schedules/${id}.ts must export one ScheduleFormat, got ${Object.keys(exported).join(", ") || "nothing"}`,
      );
    return [id, format] as const;
  }),
);

/** A schedule written for one target. */
export interface WrittenSchedule {
  readonly extension: string;
  readonly text: string;
  /** What the text ends at, and what the target does with that. */
  readonly note: string;
}

/**
 * @param format - An id of `scheduleFormats`.
 * @param createdWith - Name and version of the program.
 */
export function writeSchedule(
  schedule: ScheduleValue,
  format: string,
  createdWith: string,
): WrittenSchedule {
  const found = scheduleFormats.get(format);
  if (!found)
    throw new Error(
      `the format of a schedule must be one of ${[...scheduleFormats.keys()].join(", ")}, got ${format}`,
    );
  const sentences = [
    schedule.process === "flow" && found.takesFlow !== true
      ? "These are times of a flow, 1 being pure noise, and no sigmas: what takes them must be made for such a model."
      : undefined,
    endingWords(schedule),
    found.target?.(schedule),
  ];
  return {
    extension: found.extension,
    text: found.write(schedule, createdWith),
    note: sentences.filter((sentence) => sentence !== undefined).join(" "),
  };
}
