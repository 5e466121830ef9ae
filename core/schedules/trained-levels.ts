import { findModelSampling, modelSamplings } from "../model-sampling/models.ts";
import type { Parameter, ParameterValues } from "../parameter.ts";
import type { Limits } from "./schedule.ts";

const choice: Parameter = {
  kind: "choice",
  title: "Model sampling",
  default: "sd15",
  choices: [...modelSamplings.keys()],
  description:
    "The model whose 1000 training noise levels the schedule is made from: Stable Diffusion 1.5, 2 and SDXL share theirs, from 14.6 to 0.029; sd15-zsnr is those stretched to zero terminal SNR, from 4519. Limits are the ends of the table.",
};

/** What all schedules have in common that are made from the noise levels a model was trained at. */
export const trainedLevels = {
  ownRange: true,
  parameters: { "model-sampling": choice },
  limits(options: ParameterValues): Limits {
    const { sigmas } = modelOf(options);
    return { sigmaMin: sigmas[0] ?? NaN, sigmaMax: sigmas.at(-1) ?? NaN };
  },
} as const;

/** @param options - Checked ones, with `model-sampling`. */
export function modelOf(options: ParameterValues) {
  return findModelSampling(options["model-sampling"]);
}
