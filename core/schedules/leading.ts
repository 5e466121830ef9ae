import { BadInput } from "../bad-input.ts";
import { numberOption } from "../options.ts";
import { levelsAtTimes, sameLevelOnce } from "./levels-at-times.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/** Multiples of a whole number of training times counted from the lowest, as diffusers has it: starts below sigma_max. */
export const leading: Schedule = {
  ...trainedLevels,
  title: "Leading (diffusers)",
  names: { diffusers: ["timestep_spacing=leading"] },
  parameters: {
    ...trainedLevels.parameters,
    convention: {
      kind: "choice",
      title: "Convention",
      default: "euler",
      choices: ["euler", "dpm"],
      choiceTitles: {
        euler: "Euler, Heun, DDIM (euler)",
        dpm: "DPM, UniPC (dpm)",
      },
      description:
        "Whose numbers: euler is EulerDiscrete, Heun, LMS, KDPM2 and DDIM, with n times from 0 up. dpm is DPMSolver, UniPC, DEIS and SASolver, with n + 1 of which the lowest is left out.",
    },
    steps_offset: {
      kind: "number",
      title: "Steps offset",
      default: 1,
      min: 0,
      max: 100,
      whole: true,
      description: "Added to every time; Stable Diffusion's schedulers have 1.",
    },
  },
  source:
    "diffusers, timestep_spacing; Lin et al. 2024, Table 2 (arXiv:2305.08891)",
  otherSteps: sameLevelOnce,
  sigmas({ steps, ending, options, trained }) {
    const model = modelOf({ options, trained });
    const count = model.sigmas.length;
    const skipped = options["convention"] === "dpm" ? 1 : 0;
    const stride = Math.floor(count / (steps + skipped));
    if (stride === 0)
      throw new BadInput(
        `Leading gives each step a time of its own out of the model's ${count}, so steps must be at most ${count - skipped}, got ${steps}`,
      );
    const offset = numberOption(options, "steps_offset");
    const times = Array.from(
      { length: steps },
      (_, i) => (steps - 1 - i + skipped) * stride + offset,
    );
    return levelsAtTimes(model, times, ending);
  },
};
