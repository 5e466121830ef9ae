import { setEnd } from "../../core/schedules/tools/set-end.ts";
import { sigmaRange } from "../../core/sigma-range.ts";
import { choice, number, port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { changeView } from "../parts/schedule-lines.ts";

export const setFirstOrLast = defineNode({
  title: "Set First or Last Level",
  also: ["SetFirstSigma"],
  description:
    "Puts another level in place of the first or the last one; the others stay. 0 as the last gives an ending of zero with as many steps as before.",
  shows: "plot",
  inputs: {
    schedule: port("SCHEDULE"),
    end: choice(
      [
        { value: "first", title: "First" },
        { value: "last", title: "Last" },
      ],
      { default: "last", description: "Which level is set." },
    ),
    sigma: number({
      default: 0,
      min: 0,
      max: sigmaRange.max,
      step: 0.1,
      description:
        "The level in its place, in data units: above the second, or below the last but one.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedule, end, sigma }, context) {
    const which = end === "first" ? "first" : "last";
    const changed = derivedSchedule(
      schedule,
      setEnd(schedule.sigmas, which, sigma),
      `${which} level set to ${sigma}`,
    );
    context.show(changeView(schedule, changed));
    return { schedule: changed };
  },
});
