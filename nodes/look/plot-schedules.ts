import { BadInput } from "../../core/bad-input.ts";
import { optionalPort } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";

export const plotSchedules = defineNode({
  title: "Plot Schedules",
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
    context.show({
      kind: "lines",
      x: { label: "part of the steps done", scale: "linear" },
      y: { label: "σ", scale: "log" },
      series: schedules.map((schedule) => {
        const steps = schedule.sigmas.length - 1;
        // a logarithmic axis has no place for 0
        const y = schedule.sigmas.filter((sigma) => sigma > 0);
        return {
          name: `${schedule.source}, ${steps} ${steps === 1 ? "step" : "steps"}`,
          x: y.map((_, index) => index / steps),
          y,
          emphasis: schedule === a,
        };
      }),
    });
    return {};
  },
});
