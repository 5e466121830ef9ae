import { numberOption, switchOption } from "../options.ts";
import { adamsBashforth, linearMultistep } from "./linear-multistep.ts";
import type { Solver } from "./solver.ts";

/** Adams–Bashforth in sigma with the weights of the schedule's own spacing. */
export const lms: Solver = {
  title: "LMS",
  names: { comfyui: ["lms"], diffusers: ["LMSDiscreteScheduler"] },
  presets: { LMSDiscreteScheduler: { first_order_to_zero: false } },
  order: 4,
  historyLength: 3,
  stochastic: () => false,
  parameters: {
    order: {
      kind: "number",
      title: "Order",
      default: 4,
      min: 1,
      max: 4,
      whole: true,
      description: "How many slopes a step takes; the first steps have fewer.",
    },
    first_order_to_zero: {
      kind: "switch",
      title: "First order to zero",
      seldom: true,
      default: true,
      description:
        "A step to zero takes what the model denoises, as in ComfyUI; off, it takes earlier slopes as other steps do, as in diffusers.",
    },
  },
  evaluationsPerStep: 1,
  flow: "own",
  source:
    "Hairer, Nørsett & Wanner 1993, section III.5; Crowson 2022, k-diffusion",
  step(input, denoise) {
    const { sigmaNext, options } = input;
    const lower =
      sigmaNext === 0 && switchOption(options, "first_order_to_zero");
    const order = lower ? 1 : numberOption(options, "order");
    return linearMultistep(input, denoise, order, adamsBashforth);
  },
};
