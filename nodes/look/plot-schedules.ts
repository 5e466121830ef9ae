import { BadInput } from "../../core/bad-input.ts";
import { optionalPort } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { partsView } from "../parts/schedule-lines.ts";

export const plotSchedules = defineNode({
  title: "Plot Schedules",
  also: ["SigmasPreview"],
  description:
    "Draws up to four schedules together: noise level over the part of the steps that is done, on a logarithmic scale. An ending of 0 is left out.",
  terminal: true,
  shows: "plot",
  inputs: {
    a: optionalPort("SCHEDULE", { description: "Drawn strong." }),
    b: optionalPort("SCHEDULE"),
    c: optionalPort("SCHEDULE"),
    d: optionalPort("SCHEDULE"),
  },
  outputs: {},
  async run({ a, b, c, d }, context) {
    const schedules = [a, b, c, d].filter((schedule) => schedule !== undefined);
    if (schedules.length === 0)
      throw new BadInput(
        "no schedule is linked to Plot Schedules, wanted one to four",
      );
    context.show(partsView(schedules));
    return {};
  },
});
