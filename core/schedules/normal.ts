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
    const model = modelOf(request);
    const from = model.timeOf(request.sigmaMax);
    const to = model.timeOf(request.sigmaMin);
    // not the limits themselves: a flow's lowest level is shifted once more
    const ends = { sigmaMax: model.sigmaAt(from), sigmaMin: model.sigmaAt(to) };
    return ramp({ ...request, ...ends }, (u) =>
      model.sigmaAt(from + u * (to - from)),
    );
  },
};
