import { BadInput } from "../../core/bad-input.ts";
import type { ParameterValues } from "../../core/parameter.ts";
import { samplingOf } from "../../core/model-sampling/trained-at.ts";
import type { BuildRequest } from "../../core/schedules/build.ts";
import type { Limits, Schedule } from "../../core/schedules/schedule.ts";
import {
  isOfTraining,
  modelParameters,
} from "../../core/schedules/trained-levels.ts";
import type { InputDescription } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import { sixDigits } from "../formats/digits.ts";
import { otherTable } from "./other-table.ts";

/** Where sigma min and sigma max are from, for an input that asks. */
export const limitsChoices = [
  { value: "given", title: "As set here" },
  { value: "model", title: "From the model" },
] as const;

/**
 * The limits of a schedule: those that are set, or those of the model where they are to come from it.
 * @throws BadInput where there is no model to take them from.
 */
export function limitsOf(inputs: {
  readonly model: ModelValue | undefined;
  readonly limits: string;
  readonly sigma_min: number;
  readonly sigma_max: number;
}): Limits {
  const { model, limits, sigma_min, sigma_max } = inputs;
  if (limits !== "model") return { sigmaMin: sigma_min, sigmaMax: sigma_max };
  if (model === undefined)
    throw new BadInput(
      "sigma min and sigma max are to come from the model, and none is linked: link a Model into model, or set limits to As set here",
    );
  return { sigmaMin: model.sigmaMin, sigmaMax: model.sigmaMax };
}

/** The linked model's own levels, for a family that is made from those of a training; undefined where it takes none, or the model has none. */
export function trainedOf(
  model: ModelValue | undefined,
  family: Schedule,
): BuildRequest["trained"] {
  if (!model?.trainedAt || !isOfTraining(family)) return undefined;
  return { title: model.title, sampling: samplingOf(model.trainedAt) };
}

/** Inputs of families, of which those that say whose training the levels are of stand back for a linked model. */
export function decidedByModel(
  inputs: Readonly<Record<string, InputDescription>>,
): Record<string, InputDescription> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const [, parameter = ""] = name.split(":");
      const isDecided = Object.hasOwn(modelParameters, parameter);
      return [name, isDecided ? { ...input, decidedBy: "model" } : input];
    }),
  );
}

/** What is to be minded of a linked model that does not decide the levels; undefined where it does, or there is none. */
export function unusedModel(
  { model, limits }: { model: ModelValue | undefined; limits: string },
  family: Schedule,
  options: ParameterValues,
): string | undefined {
  if (model === undefined) return undefined;
  if (isOfTraining(family))
    return model.trainedAt
      ? undefined
      : `${family.title} is made from the noise levels that a network was trained at, and ${model.title} names none: those of model sampling are taken; unlink it to choose them.`;
  if (family.ownRange === true)
    return (
      otherTable(family, options, model) ??
      `${family.title} has ends of its own: the linked model ${model.title} changes nothing.`
    );
  return limits === "model"
    ? undefined
    : `sigma min and sigma max are as set here, and not those of ${model.title}, ${sixDigits(model.sigmaMin)} and ${sixDigits(model.sigmaMax)}: set limits to From the model, or unlink it.`;
}

/** The levels that a schedule has from a model, in words. */
export function limitWords({ title, sigmaMin, sigmaMax }: ModelValue): string {
  return `σ ${sixDigits(sigmaMax)} to ${sixDigits(sigmaMin)} of ${title}`;
}
