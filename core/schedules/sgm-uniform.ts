import { normal } from "./normal.ts";
import type { Schedule } from "./schedule.ts";
import { trainedLevels } from "./trained-levels.ts";

/** Evenly spaced in a model's training time; ending at zero, 0 stands in place of sigma_min. */
export const sgmUniform: Schedule = {
  ...trainedLevels,
  title: "SGM uniform",
  names: { comfyui: ["sgm_uniform"] },
  source: "ComfyUI, normal_scheduler with sgm",
  sigmas(request) {
    const levels = normal.sigmas({ ...request, ending: "sigma-min" });
    return request.ending === "zero" ? [...levels.slice(0, -1), 0] : levels;
  },
};
