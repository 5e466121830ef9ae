import { mostSteps } from "../../core/schedules/build.ts";
import { splitAtStep } from "../../core/schedules/tools/split.ts";
import { port, wholeNumber } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { splitOutputs } from "../parts/split-outputs.ts";

export const splitSchedule = defineNode({
  title: "Split Schedule",
  also: ["SplitSigmas"],
  description:
    "The first steps of a schedule and the others, for two Samplers one after the other, the second with the first one's samples at its start. With the same seed they give what one Sampler gives along the whole, except that a multistep solver begins anew without its earlier steps. The level between the parts belongs to both. ComfyUI's SplitSigmas.",
  shows: "plot",
  inputs: {
    schedule: port("SCHEDULE"),
    step: wholeNumber({
      default: 5,
      min: 1,
      max: mostSteps,
      label: "steps in the high part",
      description:
        "How many steps the high part has; the low part has the rest.",
    }),
  },
  outputs: {
    high: { type: "SCHEDULE", description: "The first steps." },
    low: { type: "SCHEDULE", description: "The steps after them." },
  },
  async run({ schedule, step }, context) {
    const split = splitAtStep(schedule.sigmas, step);
    const { high, low, view } = splitOutputs(
      schedule,
      split,
      `split at ${step}`,
    );
    context.show(view);
    return { high, low };
  },
});
