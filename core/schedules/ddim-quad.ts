import { levelsAtTimes, sameLevelOnce } from "./levels-at-times.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/** The highest time as a share of the training's. */
const highest = 0.8;

/** Training times whose square roots are even, as DDIM's code has it: starts at four fifths of the training's time. */
export const ddimQuad: Schedule = {
  ...trainedLevels,
  title: "DDIM quad",
  names: {},
  source:
    "Song et al. 2021, DDIM, appendix D.2 (arXiv:2010.02502); latent-diffusion, make_ddim_timesteps with quad",
  otherSteps: sameLevelOnce,
  sigmas({ steps, ending, options, trained }) {
    const model = modelOf({ options, trained });
    const root = Math.sqrt(model.sigmas.length * highest);
    const stride = root / Math.max(1, steps - 1);
    const times = Array.from({ length: steps }, (_, i) =>
      // the highest itself, not what rounding makes of it; one step starts there too
      Math.floor((i === steps - 1 ? root : i * stride) ** 2),
    );
    return levelsAtTimes(
      model,
      times.toReversed().map((time) => time + 1),
      ending,
    );
  },
};
