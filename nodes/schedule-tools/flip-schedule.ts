import { flip } from "../../core/schedules/tools/flip.ts";
import { port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { changeView } from "../parts/schedule-lines.ts";

export const flipSchedule = defineNode({
  title: "Flip Schedule",
  also: ["FlipSigmas"],
  description:
    "Mirrors a schedule in ln sigma: small steps at low noise levels become small steps at high ones. Both ends stay, and an ending of 0 stays 0. Not ComfyUI's FlipSigmas, which turns the order round for going from a picture back to noise: a schedule here always falls.",
  shows: "plot",
  inputs: { schedule: port("SCHEDULE") },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedule }, context) {
    const flipped = derivedSchedule(schedule, flip(schedule.sigmas), "flipped");
    context.show(changeView(schedule, flipped));
    return { schedule: flipped };
  },
});
