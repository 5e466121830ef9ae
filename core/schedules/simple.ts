import { BadInput } from "../bad-input.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/** Training levels at even distances from the highest down; the lowest is left out, 0 or sigma_min follows. */
export const simple: Schedule = {
  ...trainedLevels,
  title: "Simple",
  names: { comfyui: ["simple"] },
  source: "ComfyUI, simple_scheduler",
  sigmas({ steps, sigmaMin, ending, options, trained }) {
    const { sigmas } = modelOf({ options, trained });
    const most = ending === "zero" ? sigmas.length : sigmas.length - 1;
    if (steps > most)
      throw new BadInput(
        `Simple gives each step a noise level of its own out of the model's ${sigmas.length}, so steps must be at most ${most} to end at ${ending}, got ${steps}`,
      );
    const stride = sigmas.length / steps;
    const levels = Array.from(
      { length: steps },
      (_, i) => sigmas[sigmas.length - 1 - Math.floor(i * stride)] ?? NaN,
    );
    return [...levels, ending === "zero" ? 0 : sigmaMin];
  },
};
