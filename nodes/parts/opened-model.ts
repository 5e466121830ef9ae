import type { NodeContext } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import { checkGuidance, guided, type Guidance } from "../../core/guidance.ts";
import { BadInput } from "../../core/bad-input.ts";
import { chooseDevice, computingOn } from "../../models/choose-device.ts";
import { isDevice } from "../../models/devices.ts";
import { loadDenoiser, modelKey, type LoadedModel } from "../../models/load.ts";
import {
  toModelReference,
  type ModelReference,
} from "../../models/model-reference.ts";

type Resources = Pick<NodeContext, "resource">;

/** Samples of a call in the trial of devices: enough to see what a device is for, few enough for the CPU. */
const trialBatch = 8;

/**
 * A reference that says where its model computes.
 * @param device - Out of deviceChoices; `auto` tries them, once per process and model.
 * @returns With the words of the trial, where there was one.
 */
export async function placedReference(
  reference: ModelReference,
  device: string,
  { resource, signal }: Pick<NodeContext, "resource" | "signal">,
): Promise<{ readonly reference: ModelReference; readonly words?: string }> {
  if (reference.kind === "toy") return { reference };
  if (isDevice(device)) return { reference: computingOn(reference, device) };
  const verdict = await resource(
    `device for ${await modelKey(reference)}`,
    () => chooseDevice(reference, trialBatch, signal),
  );
  return {
    reference: computingOn(reference, verdict.device),
    words: verdict.words,
  };
}

/** A reference's model, opened once per process and kept. */
export async function openedReference(
  reference: ModelReference,
  context: Resources,
): Promise<LoadedModel> {
  return context.resource(
    await modelKey(reference),
    () => loadDenoiser(reference),
    (model) => model.dispose(),
  );
}

/**
 * The denoiser of a model that came along a link, with its guidance; the model itself is opened once per process and kept.
 * @throws BadInput where its file has changed since the Model node read it.
 */
export async function openedModel(
  model: ModelValue,
  context: Resources,
): Promise<LoadedModel> {
  const loaded = await openedReference(
    toModelReference(model.reference),
    context,
  );
  if (loaded.description.sha256 !== model.sha256)
    throw new BadInput(
      `the file of ${model.title} has changed since the Model node read it: run again`,
    );
  return withGuidance(fittedModel(loaded, model), model.guidance);
}

/**
 * What a model is told before it can denoise.
 * @throws BadInput where it takes prompts and has none.
 */
export function fittedModel(
  loaded: LoadedModel,
  { title, shape, prompts }: Pick<ModelValue, "title" | "shape" | "prompts">,
): LoadedModel {
  if (!loaded.fitted) return loaded;
  if (prompts) return loaded.fitted({ shape, prompts });
  throw new BadInput(
    `${title} does not know what to make: link Prompt Guidance with a Prompt between Load Pipeline and here`,
  );
}

/** A model that says which batch pays best on its device, for those who may choose it; measured, where it has a device. */
export async function atBestBatch(model: LoadedModel): Promise<LoadedModel> {
  const best = await model.bestBatch();
  if (best === undefined) return model;
  // guidance asks for every sample twice
  const batch = model.denoiseParts ? Math.ceil(best / 2) : best;
  return { ...model, batch };
}

/** A model with guidance on top, where there is any. */
export function withGuidance(
  model: LoadedModel,
  guidance: Guidance | undefined,
): LoadedModel {
  if (!guidance) return model;
  checkGuidance(model.description, guidance);
  return { ...model, ...guided(model, guidance) };
}

/** Class of each sample for a model with classes: the chosen one, or each class in turn. */
export function classLabels(
  model: Pick<ModelValue, "classCount" | "classLabel">,
  count: number,
): Int32Array | undefined {
  const { classCount, classLabel } = model;
  if (classCount === 0) return undefined;
  return Int32Array.from(
    { length: count },
    (_, sample) => classLabel ?? sample % classCount,
  );
}
