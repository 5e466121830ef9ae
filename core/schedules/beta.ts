import { numberOption } from "../options.ts";
import { roundHalfEven } from "../round-half-even.ts";
import { betaExponents } from "./beta-exponents.ts";
import { betaQuantile } from "./beta-quantile.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

/** Training levels at the quantiles of a Beta distribution of time: more steps at both ends where it is below 1. */
export const beta: Schedule = {
  ...trainedLevels,
  title: "Beta",
  names: { comfyui: ["beta", "BetaSamplingScheduler"] },
  parameters: { ...trainedLevels.parameters, ...betaExponents },
  source: "Lee et al. 2024 (arXiv:2407.12173); ComfyUI, beta_scheduler",
  otherSteps:
    "steps that fall on the same one of the model's noise levels are taken once",
  sigmas({ steps, ending, options, trained }) {
    const { sigmas } = modelOf({ options, trained });
    const alpha = numberOption(options, "alpha");
    const b = numberOption(options, "beta");
    const places = Array.from(
      { length: ending === "zero" ? steps : steps + 1 },
      (_, i) =>
        roundHalfEven(
          betaQuantile(1 - i / steps, alpha, b) * (sigmas.length - 1),
        ),
    );
    const levels = [...new Set(places)].map((place) => sigmas[place] ?? NaN);
    return ending === "zero" ? [...levels, 0] : levels;
  },
};
