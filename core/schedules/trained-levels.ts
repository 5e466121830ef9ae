import { flowSampling } from "../model-sampling/flow.ts";
import type { ModelSampling } from "../model-sampling/model-sampling.ts";
import {
  findModelSampling,
  modelSamplings,
  modelSamplingTitles,
} from "../model-sampling/models.ts";
import type { Parameters } from "../parameter.ts";
import type { Process } from "../solvers/solver.ts";
import type { Limits, OfModel, Schedule } from "./schedule.ts";

const flows = [...modelSamplings]
  .filter(([, { process }]) => process === "flow")
  .map(([name]) => name);

/** Which model's levels a schedule is made from. */
export const modelParameters = {
  "model-sampling": {
    kind: "choice",
    title: "Model sampling",
    default: "sd15",
    choices: [...modelSamplings.keys()],
    choiceTitles: modelSamplingTitles,
    description: `The model whose noise levels the schedule is made from; its limits are theirs. Stable Diffusion 1.5, 2 and SDXL share the same 1000, from 14.6 to 0.029; sd15-zsnr is those stretched to zero terminal SNR, from 4519. The levels of ${flows.join(", ")} are times of a flow, from 1, and not noise levels.`,
  },
  shift: {
    kind: "number",
    title: "Shift",
    default: 0,
    min: 0,
    max: 100,
    description:
      "How far the times of a flow are moved to larger ones; 1 does not, and 0 is the model's own.",
    onlyWith: { option: "model-sampling", values: flows },
  },
} as const satisfies Parameters;

/** What all schedules have in common that are made from the noise levels a model was trained at. */
export const trainedLevels = {
  ownRange: true,
  parameters: modelParameters,
  limits: limitsOfModel,
  process: (of: OfModel): Process => modelOf(of).process,
} as const;

/** Whether a family is made from the noise levels that a model was trained at. */
export function isOfTraining({ parameters }: Schedule): boolean {
  return "model-sampling" in parameters;
}

/**
 * The model whose levels a schedule is made from: the one that is given, or the one that the options name.
 * @param of - Its options are checked ones, with those of `modelParameters`.
 */
export function modelOf({ options, trained }: OfModel): ModelSampling {
  if (trained) return trained;
  const { shift } = options;
  return typeof shift === "number" && shift > 0
    ? flowSampling(shift)
    : findModelSampling(options["model-sampling"]);
}

/** The lowest and the highest level of the model. */
export function limitsOfModel(of: OfModel): Limits {
  const { sigmas } = modelOf(of);
  return { sigmaMin: sigmas[0] ?? NaN, sigmaMax: sigmas.at(-1) ?? NaN };
}
