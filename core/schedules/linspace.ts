import { roundHalfEven } from "../round-half-even.ts";
import { levelsAtTimes, sameLevelOnce } from "./levels-at-times.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/**
 * Evenly spaced in a model's training time, as diffusers has it: over n times with both ends of the table, or over n + 1
 * of which the lowest is left out for the ending.
 */
export const linspace: Schedule = {
  ...trainedLevels,
  title: "Linspace (diffusers)",
  names: { diffusers: ["timestep_spacing=linspace"] },
  parameters: {
    ...trainedLevels.parameters,
    convention: {
      kind: "choice",
      title: "Convention",
      default: "euler",
      choices: ["euler", "dpm", "ddim"],
      choiceTitles: {
        euler: "Euler, Heun (euler)",
        dpm: "DPM, UniPC (dpm)",
        ddim: "DDIM (ddim)",
      },
      description:
        "Whose numbers: euler is EulerDiscrete, Heun, LMS and KDPM2, with n times from the highest level to the lowest. dpm is DPMSolver, UniPC, DEIS and SASolver, which leave the lowest out and round the times. ddim is DDIM, with n rounded times.",
    },
  },
  source:
    "diffusers, timestep_spacing; Lin et al. 2024, Table 2 (arXiv:2305.08891)",
  otherSteps: sameLevelOnce,
  sigmas({ steps, ending, options, trained }) {
    const model = modelOf({ options, trained });
    const last = model.sigmas.length - 1;
    const { convention } = options;
    // one step less to zero: the lowest level is in the times or is the ending
    const parts = ending === "zero" && convention !== "dpm" ? steps - 1 : steps;
    const stride = last / parts;
    const times = Array.from({ length: parts + 1 }, (_, i) =>
      // the ends themselves, not what rounding makes of them
      i === parts ? last : i * stride,
    ).toReversed();
    const kept = convention === "dpm" ? times.slice(0, -1) : times;
    return levelsAtTimes(
      model,
      convention === "euler" ? kept : kept.map(roundHalfEven),
      ending,
    );
  },
};
