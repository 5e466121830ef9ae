import { BadInput } from "../bad-input.ts";
import { levelsAtTimes } from "./levels-at-times.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/** Steps that a turbo model is distilled for, at even times; fewer are the first of them. */
const most = 10;

/** The first of ten even training times, which models distilled to very few steps were trained at. */
export const sdTurbo: Schedule = {
  ...trainedLevels,
  title: "SD-Turbo",
  names: { comfyui: ["SDTurboScheduler"] },
  source:
    "Sauer et al. 2023, adversarial diffusion distillation (arXiv:2311.17042); ComfyUI, SDTurboScheduler",
  sigmas({ steps, ending, options, trained }) {
    if (steps > most)
      throw new BadInput(`SD-Turbo has at most ${most} steps, got ${steps}`);
    const model = modelOf({ options, trained });
    const stride = model.sigmas.length / most;
    const times = Array.from(
      { length: steps },
      (_, i) => (most - i) * stride - 1,
    );
    return levelsAtTimes(model, times, ending);
  },
};
