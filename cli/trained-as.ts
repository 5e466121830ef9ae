import { BadInput } from "../core/bad-input.ts";
import { modelSamplings } from "../core/model-sampling/models.ts";
import type { LoadedModel } from "../models/load.ts";

/**
 * Which of the known tables of noise levels a pipeline was trained at; its ends tell.
 * @param name - Of the model, as it was given.
 * @param schedule - What is to be made from the table.
 * @throws BadInput where it is none of them, and of any other model: those have no table.
 */
export function trainedAs(
  { description: { reference, sigmaMin, sigmaMax } }: LoadedModel,
  name: string,
  schedule: string,
): string {
  const isPipeline = reference.kind === "pipeline";
  const same = (a = NaN, b: number) => Math.abs(a / b - 1) < 1e-6;
  const found = [...modelSamplings].find(
    ([, { sigmas }]) =>
      same(sigmas[0], sigmaMin) && same(sigmas.at(-1), sigmaMax),
  );
  if (isPipeline && found) return found[0];
  throw new BadInput(
    `${schedule} is made from the noise levels that a model was trained at, and ${
      isPipeline
        ? `those of ${name} (${sigmaMin.toPrecision(4)} to ${sigmaMax.toPrecision(4)}) are none that are known by name`
        : `${name} has no table of them`
    }: --model-sampling must say whose are meant`,
  );
}
