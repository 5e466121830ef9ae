import { BadInput } from "../core/bad-input.ts";
import { samplingOf } from "../core/model-sampling/trained-at.ts";
import type { BuildRequest } from "../core/schedules/build.ts";
import type { LoadedModel } from "../models/load.ts";

/**
 * The noise levels that a model was trained at.
 * @param name - Of the model, as it was given.
 * @param schedule - What is to be made from them.
 * @throws BadInput where it has none.
 */
export function trainedAs(
  { description: { title, trainedAt } }: LoadedModel,
  name: string,
  schedule: string,
): NonNullable<BuildRequest["trained"]> {
  if (trainedAt) return { title, sampling: samplingOf(trainedAt) };
  throw new BadInput(
    `${schedule} is made from the noise levels that a model was trained at, and ${name} has no table of them: --model-sampling must say whose are meant`,
  );
}
