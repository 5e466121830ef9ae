import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/**
 * Every k-th training level counted from the second lowest, k = ⌊1000 / steps⌋, as DDIM's code has it: starts below
 * sigma_max, and has more steps than asked for where they do not divide the number of levels.
 */
export const ddimUniform: Schedule = {
  ...trainedLevels,
  title: "DDIM uniform",
  names: { comfyui: ["ddim_uniform"] },
  source: "Song et al. 2021, DDIM (arXiv:2010.02502); ComfyUI, ddim_scheduler",
  otherSteps:
    "it takes every k-th of the model's noise levels, k a whole number, from the second lowest up",
  sigmas({ steps, sigmaMin, ending, options, trained }) {
    const { sigmas } = modelOf({ options, trained });
    const stride = Math.max(1, Math.floor(sigmas.length / steps));
    const levels = sigmas.filter((_, i) => i >= 1 && (i - 1) % stride === 0);
    return [...levels.toReversed(), ending === "zero" ? 0 : sigmaMin];
  },
};
