import { splitAtDenoise } from "../../core/schedules/tools/split.ts";
import { number, port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { splitOutputs } from "../parts/split-outputs.ts";

export const splitAtDenoiseFraction = defineNode({
  title: "Split at Denoise",
  also: ["SplitSigmasDenoise"],
  description:
    "Splits a schedule so that its low part has round(steps × denoise) of the steps, a half to the even number: ComfyUI's SplitSigmasDenoise. The level between the parts belongs to both. A part without a step is an error.",
  shows: "plot",
  inputs: {
    schedule: port("SCHEDULE"),
    denoise: number({
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      description: "The part of the steps that the low part has.",
    }),
  },
  outputs: {
    high: { type: "SCHEDULE", description: "The first steps." },
    low: { type: "SCHEDULE", description: "The last steps × denoise." },
  },
  async run({ schedule, denoise }, context) {
    const split = splitAtDenoise(schedule.sigmas, denoise);
    const words = `split at denoise ${denoise}`;
    const { high, low, view } = splitOutputs(schedule, split, words);
    context.show(view);
    return { high, low };
  },
});
