import { cut } from "../../core/schedules/tools/cut.ts";
import { sigmaRange } from "../../core/sigma-range.ts";
import { choice, number, port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { changeView } from "../parts/schedule-lines.ts";

export const betweenTwoSigmas = defineNode({
  title: "Between Two Sigmas",
  description:
    "The part of a schedule between two noise levels. Where a limit lies outside the schedule, nothing is cut there. A part without a step is an error.",
  shows: "plot",
  inputs: {
    schedule: port("SCHEDULE"),
    from: number({
      default: 10,
      min: 0,
      max: sigmaRange.max,
      step: 0.1,
      label: "from sigma",
      description: "The level to begin at, in data units.",
    }),
    to: number({
      default: 0,
      min: 0,
      max: sigmaRange.max,
      step: 0.1,
      label: "to sigma",
      description: "The level to end at, below it. 0: to the end.",
    }),
    ends: choice(
      [
        { value: "limits", title: "At the limits" },
        { value: "levels", title: "At its own levels" },
      ],
      {
        default: "limits",
        description:
          "Whether the part begins and ends at the limits themselves, or at levels that the schedule has.",
      },
    ),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedule, from, to, ends }, context) {
    const part = derivedSchedule(
      schedule,
      cut(schedule.sigmas, from, to, ends === "levels" ? "levels" : "limits"),
      `from ${from} to ${to}`,
    );
    context.show(changeView(schedule, part));
    return { schedule: part };
  },
});
