import { scale } from "../../core/schedules/tools/scale.ts";
import { number, port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { changeView } from "../parts/schedule-lines.ts";

export const scaleSchedule = defineNode({
  title: "Scale Schedule",
  also: ["MultiplySigmas"],
  description:
    "Every noise level times a factor; an ending of 0 stays 0. For a model whose data have another standard deviation, scale by the quotient of the two.",
  shows: "plot",
  inputs: {
    schedule: port("SCHEDULE"),
    factor: number({
      default: 1,
      min: 1e-6,
      max: 1e6,
      step: 0.05,
      description: "What each level is multiplied by.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedule, factor }, context) {
    const scaled = derivedSchedule(
      schedule,
      scale(schedule.sigmas, factor),
      `scaled by ${factor}`,
    );
    context.show(changeView(schedule, scaled));
    return { schedule: scaled };
  },
});
