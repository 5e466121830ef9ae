import type { ScheduleFormat } from "../schedule-format.ts";

/** The numbers and nothing else, each in the fewest digits that read back exactly. */
export const text: ScheduleFormat = {
  title: "Text, comma-separated",
  extension: "txt",
  write: ({ sigmas }) => `${[...sigmas].join(", ")}\n`,
};
