import { insertLevel } from "../../core/schedules/tools/insert-level.ts";
import { sigmaRange } from "../../core/sigma-range.ts";
import { number, port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { changeView } from "../parts/schedule-lines.ts";

export const insertLevelNode = defineNode({
  title: "Insert Level",
  description:
    "A schedule with one level more, and so one step more, at its place among the others. 0 after a last level above 0 gives a last step to 0.",
  shows: "plot",
  inputs: {
    schedule: port("SCHEDULE"),
    sigma: number({
      default: 1,
      min: 0,
      max: sigmaRange.max,
      step: 0.1,
      description: "A level that the schedule does not have, in data units.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedule, sigma }, context) {
    const longer = derivedSchedule(
      schedule,
      insertLevel(schedule.sigmas, sigma),
      `${sigma} inserted`,
    );
    context.show(changeView(schedule, longer));
    return { schedule: longer };
  },
});
