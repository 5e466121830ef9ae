import { numberOption } from "../options.ts";
import type { Parameter } from "../parameter.ts";
import { betaQuantile } from "./beta-quantile.ts";
import type { Schedule } from "./schedule.ts";
import { modelOf, trainedLevels } from "./trained-levels.ts";

const exponent = {
  kind: "number",
  default: 0.6,
  min: 0.05,
  max: 50,
} as const satisfies Partial<Parameter>;

/** Rounds as NumPy does: of two whole numbers as near, to the even one. */
function roundHalfEven(value: number): number {
  return value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
}

/** Training levels at the quantiles of a Beta distribution of time: more steps at both ends where it is below 1. */
export const beta: Schedule = {
  ...trainedLevels,
  title: "Beta",
  names: { comfyui: ["beta", "BetaSamplingScheduler"] },
  parameters: {
    ...trainedLevels.parameters,
    alpha: {
      ...exponent,
      title: "Alpha",
      description: "The smaller, the more steps at small noise levels.",
    },
    beta: {
      ...exponent,
      title: "Beta",
      description: "The smaller, the more steps at large noise levels.",
    },
  },
  source: "Lee et al. 2024 (arXiv:2407.12173); ComfyUI, beta_scheduler",
  otherSteps:
    "steps that fall on the same one of the model's noise levels are taken once",
  sigmas({ steps, ending, options }) {
    const { sigmas } = modelOf(options);
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
