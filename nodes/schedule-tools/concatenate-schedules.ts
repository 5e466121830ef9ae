import { concatenate } from "../../core/schedules/tools/concatenate.ts";
import { port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import {
  checkSameProcess,
  derivedSchedule,
} from "../parts/derived-schedule.ts";
import { stepsView } from "../parts/schedule-lines.ts";

export const concatenateSchedules = defineNode({
  title: "Join Schedules",
  also: ["Concatenate Schedules"],
  description:
    "One schedule after another. A level that the first ends at and the second begins at is there once; where the second begins lower, one step more leads there.",
  shows: "plot",
  inputs: {
    high: port("SCHEDULE", {
      description: "The part at high noise levels. It must not end at 0.",
    }),
    low: port("SCHEDULE", {
      description: "The part that begins where the other ends, or below.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ high, low }, context) {
    checkSameProcess([high, low]);
    const { sigmas, shared } = concatenate(high.sigmas, low.sigmas);
    const { source, process, model, solver } = high;
    const schedule = derivedSchedule(
      {
        source,
        ...(process && { process }),
        ...(model && model.sha256 === low.model?.sha256 && { model }),
        ...(solver !== undefined && solver === low.solver && { solver }),
      },
      sigmas,
      `then ${low.source}`,
    );
    const firstStep = high.sigmas.length - (shared === undefined ? 0 : 1);
    context.show(
      stepsView(
        [
          { name: high.source, sigmas: high.sigmas, emphasis: true },
          {
            name: low.source,
            sigmas: low.sigmas,
            firstStep,
            emphasis: true,
          },
        ],
        [
          `${sigmas.length - 1} steps`,
          shared === undefined
            ? `one of them from ${high.sigmas.at(-1)} to ${low.sigmas[0]}`
            : `both have ${shared}`,
        ],
      ),
    );
    return { schedule };
  },
});
