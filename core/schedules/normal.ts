import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/** Evenly spaced in a model's training time, both ends of its table included; ending at zero, 0 follows sigma_min. */
export const normal: Schedule = {
  ...trainedLevels,
  title: "Normal",
  names: { comfyui: ["normal"] },
  source: "ComfyUI, normal_scheduler",
  sigmas(request) {
    const model = modelOf(request.options);
    const from = model.timeOf(request.sigmaMax);
    const to = model.timeOf(request.sigmaMin);
    return ramp(request, (u) => model.sigmaAt(from + u * (to - from)));
  },
};
