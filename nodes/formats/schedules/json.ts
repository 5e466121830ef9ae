import type { ScheduleFormat } from "../schedule-format.ts";
import { scheduleVersion } from "../schedule-version.ts";

/** All that is known of a schedule, each number in the fewest digits that read back exactly. */
export const json: ScheduleFormat = {
  title: "JSON (all that is known)",
  extension: "json",
  takesFlow: true,
  write(schedule, createdWith) {
    const sigmas = [...schedule.sigmas];
    const fields = {
      format: "stepwright-schedule",
      version: scheduleVersion,
      sigmas,
      steps: sigmas.length - 1,
      ending: schedule.ending,
      sigmaMin: sigmas.findLast((sigma) => sigma > 0),
      sigmaMax: sigmas[0],
      process: schedule.process,
      source: schedule.source,
      model: schedule.model,
      solver: schedule.solver,
      klub: schedule.klub,
      createdWith,
    };
    return `${JSON.stringify(fields, undefined, 2)}\n`;
  },
  target: () => "Reads back to the same bits.",
};
