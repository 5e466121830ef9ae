import { BadInput } from "../core/bad-input.ts";
import {
  findModelSampling,
  modelSamplings,
} from "../core/model-sampling/models.ts";
import type { TrainedAt } from "../core/model-sampling/trained-at.ts";
import {
  flowSigma,
  flowTime,
  predictions,
  type Prediction,
} from "../core/parameterisation.ts";
import type { ManifestValues } from "./model-reference.ts";

/** How a network that is told a time becomes a denoiser. */
export interface Wrapping {
  readonly prediction: Prediction;
  /** The time that the network is told for a noise level in data units. */
  readonly timeOf: (sigma: number) => number;
  /** Whether those times are whole numbers. */
  readonly wholeTimes: boolean;
  /** Where it was trained, where nobody says more: noise levels and deviation of the data. */
  readonly limits: {
    readonly sigma_min: number;
    readonly sigma_max: number;
    readonly sigma_data: number;
  };
  /** Its training schedule; absent for a flow's, which has none. */
  readonly trainedAt?: TrainedAt;
  /** Where the limits come from, for the table of facts. */
  readonly source: string;
}

/** The models whose levels are noise levels, by what `model_sampling` calls them. */
export const trainingSchedules: readonly string[] = [...modelSamplings]
  .filter(([, { process }]) => process !== "flow")
  .map(([name]) => name);

/** Part of a flow's time at both ends where its data or its noise are hardly there. */
const flowEnd = 0.001;
/** A level that is written with few digits may lie above the table's last. */
const slack = 1.01;

/**
 * @param model - Its name, for the sentences.
 * @returns `undefined` for a denoiser, which predicts nothing else.
 * @throws BadInput that says what is missing.
 */
export function readWrapping(
  model: string,
  manifest: ManifestValues,
): Wrapping | undefined {
  const { prediction } = manifest;
  if (prediction === undefined) return undefined;
  return prediction === "flow"
    ? ofFlow(model, manifest)
    : ofTable(model, prediction, manifest);
}

function ofFlow(
  model: string,
  { model_sampling: schedule, timestep_scale: scale }: ManifestValues,
): Wrapping {
  if (schedule !== undefined)
    throw new BadInput(
      `model_sampling of ${model} is ${schedule}, but the time of a flow needs no training schedule: leave it out`,
    );
  if (scale === undefined)
    throw new BadInput(
      `${model} predicts a flow's velocity but does not say how its time is counted: give "timestep_scale" in a JSON beside the file, 1 for a time from 0 to 1 or 1000 for one to 1000, or in the Model node`,
    );
  return {
    prediction: "flow",
    timeOf: (sigma) => scale * flowTime(sigma),
    wholeTimes: false,
    limits: {
      sigma_min: flowSigma(flowEnd),
      sigma_max: flowSigma(1 - flowEnd),
      sigma_data: 1,
    },
    source: `flow's time ${flowEnd} to ${1 - flowEnd}`,
  };
}

function ofTable(
  model: string,
  prediction: Prediction,
  manifest: ManifestValues,
): Wrapping {
  const { model_sampling: schedule, timestep_scale, sigma_max } = manifest;
  if (schedule === undefined)
    throw new BadInput(
      `${model} predicts ${predictions[prediction]} but does not say which noise levels it was trained at: give "model_sampling" in a JSON beside the file, one of ${trainingSchedules.join(", ")}, or choose it in the Model node`,
    );
  if (timestep_scale !== undefined)
    throw new BadInput(
      `timestep_scale of ${model} is ${timestep_scale}, but that is for a flow; the time over a training schedule is the place in it: leave it out`,
    );
  const sampling = findModelSampling(schedule);
  if (sampling.process === "flow")
    throw new BadInput(
      `model_sampling of ${model} is ${schedule}, whose levels are times of a flow; a network that predicts ${predictions[prediction]} needs one of ${trainingSchedules.join(", ")}`,
    );
  const { sigmas } = sampling;
  const lowest = sigmas[0] ?? 0;
  const highest = sigmas.at(-1) ?? 0;
  if (sigma_max !== undefined && sigma_max > slack * highest)
    throw new BadInput(
      `sigma_max of ${model} must be at most ${highest.toPrecision(5)}, the highest noise level of ${schedule}, got ${sigma_max}`,
    );
  return {
    prediction,
    timeOf: (sigma) => sampling.timeOf(sigma),
    // a table gives places for every level, a formula whole numbers for next to none
    wholeTimes: Number.isInteger(sampling.timeOf((lowest + highest) / 3)),
    limits: {
      sigma_min: lowest,
      sigma_max: highest,
      sigma_data: 1,
    },
    trainedAt: { kind: "named", name: schedule },
    source: `training schedule ${schedule}`,
  };
}
