import { mostSteps } from "../../core/schedules/build.ts";
import { resample } from "../../core/schedules/tools/resample.ts";
import { port, wholeNumber } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { changeView } from "../parts/schedule-lines.ts";

export const resampleSchedule = defineNode({
  title: "Resample Schedule",
  also: ["ExtendIntermediateSigmas"],
  description:
    "The same curve with another number of steps, straight in ln sigma between the levels, as AYS tables are used for other numbers of steps. Both ends stay; an ending of 0 stays 0, and the levels above it are resampled.",
  shows: "plot",
  inputs: {
    schedule: port("SCHEDULE"),
    steps: wholeNumber({
      default: 20,
      min: 1,
      max: mostSteps,
      description: "Number of solver steps n; the schedule has n + 1 levels.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedule, steps }, context) {
    const resampled = derivedSchedule(
      schedule,
      resample(schedule.sigmas, steps),
      `resampled to ${steps} ${steps === 1 ? "step" : "steps"}`,
    );
    context.show(changeView(schedule, resampled));
    return { schedule: resampled };
  },
});
