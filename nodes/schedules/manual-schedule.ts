import { text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { understoodSchedule } from "../parts/understood-schedule.ts";

export const manualSchedule = defineNode({
  title: "Manual Schedule",
  also: ["ManualSigmas", "CustomSigmas"],
  description:
    "A schedule from typed or pasted noise levels: numbers with commas, spaces, semicolons or line breaks between them, JSON, CSV, ManualSigmas, CustomSigmas, a Python list or tensor, diffusers' sigmas=[…] and timesteps=[…], or an A1111 function. Shows how they were understood.",
  shows: "plot",
  inputs: {
    sigmas: text({
      default: "80, 24, 6, 1.2, 0.2, 0",
      lines: 5,
      description:
        "Falling noise levels, from sigma max to sigma min or 0. With n steps there are n + 1 of them.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ sigmas }, context) {
    const { schedule, views } = understoodSchedule(
      sigmas,
      "the text of Manual Schedule",
      "Manual",
    );
    context.show(...views);
    return { schedule };
  },
});
