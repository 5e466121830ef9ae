import type { ScheduleFormat } from "../schedule-format.ts";

/** One column with a head, each number in the fewest digits that read back exactly. */
export const csv: ScheduleFormat = {
  title: "CSV",
  extension: "csv",
  write: ({ sigmas }) => `${["sigma", ...sigmas].join("\n")}\n`,
};
