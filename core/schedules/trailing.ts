import { roundHalfEven } from "../round-half-even.ts";
import { levelsAtTimes, sameLevelOnce } from "./levels-at-times.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/** Training times at even distances from the highest down, rounded, as diffusers has it; the lowest is left out. */
export const trailing: Schedule = {
  ...trainedLevels,
  title: "Trailing (diffusers)",
  names: { diffusers: ["timestep_spacing=trailing"] },
  source:
    "diffusers, timestep_spacing; Lin et al. 2024, Table 2 (arXiv:2305.08891)",
  otherSteps: sameLevelOnce,
  sigmas({ steps, ending, options, trained }) {
    const model = modelOf({ options, trained });
    const count = model.sigmas.length;
    const times = Array.from(
      { length: steps },
      (_, i) => roundHalfEven(count - i * (count / steps)) - 1,
    );
    return levelsAtTimes(model, times, ending);
  },
};
