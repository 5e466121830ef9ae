import { BadInput } from "../../core/bad-input.ts";
import { predictions } from "../../core/parameterisation.ts";
import { namedToys } from "../../core/toys/registry.ts";
import {
  choice,
  file,
  number,
  shownFor,
  text,
  wholeNumber,
} from "../../engine/inputs.ts";
import type { Json } from "../../engine/json.ts";
import { sigmaMaxInput, sigmaMinInput } from "../parts/sigma-inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { bundledModels } from "../../models/bundled-models.ts";
import {
  deviceChoices,
  deviceFact,
  deviceWords,
} from "../../models/devices.ts";
import { trainingSchedules } from "../../models/onnx-prediction.ts";
import { notStated } from "../../models/onnx-model.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { chosenClass } from "../parts/chosen-class.ts";
import { asStated, ownFile, withSettings } from "../parts/model-settings.ts";
import { openedReference, placedReference } from "../parts/opened-model.ts";

export const model = defineNode({
  title: "Model",
  also: [
    "CheckpointLoaderSimple",
    "Load Checkpoint",
    "UNETLoader",
    "Load Diffusion Model",
  ],
  description:
    "The denoiser to sample from: an exact toy, a model in the box, or an ONNX file of your own: a denoiser with the inputs x and sigma and the output denoised, or a network that is told a time and predicts noise, v, data or a flow.",
  inputs: {
    model: choice(
      [
        ...[...namedToys].map(([value, { title }]) => ({ value, title })),
        ...[...bundledModels.values()].map(({ id, title }) => ({
          value: id,
          title,
        })),
        { value: ownFile, title: "From a file" },
      ],
      {
        default: "ring-of-8",
        description: "A toy, a model in the box, or a file.",
      },
    ),
    path: file({
      extensions: ["onnx", "json"],
      model: true,
      description: "An ONNX denoiser, or a toy's JSON file.",
      shownFor: shownFor("model", ownFile),
    }),
    class: text({
      description:
        "Name or number (from 0) of the class to sample. Empty: each class in turn.",
      whenEmpty: "each class in turn",
      classesOf: {
        input: "model",
        labels: Object.fromEntries(
          [...bundledModels.values()].map(({ id, labels }) => [id, labels]),
        ),
      },
      shownFor: shownFor("model", ownFile, ...bundledModels.keys()),
    }),
    device: choice(deviceChoices, {
      default: "cpu",
      description: deviceWords,
      shownFor: shownFor("model", ownFile, ...bundledModels.keys()),
    }),
    details: choice(
      [
        { value: "own", title: "As the file says" },
        { value: "set", title: "Set here" },
      ],
      {
        default: "own",
        description:
          "Noise levels and value range: what the file or the JSON beside it says, or what you set.",
        shownFor: shownFor("model", ownFile),
      },
    ),
    sigma_min: sigmaMinInput({
      description: "Smallest noise level that the model was trained for.",
      shownFor: shownFor("details", "set"),
    }),
    sigma_max: sigmaMaxInput({
      description: "Largest noise level that the model was trained for.",
      shownFor: shownFor("details", "set"),
    }),
    sigma_data: number({
      default: 0.5,
      min: 1e-6,
      max: 1e6,
      step: 0.05,
      label: "sigma data",
      description: "Standard deviation of the data.",
      shownFor: shownFor("details", "set"),
    }),
    shape: text({
      description:
        "Shape of one sample, for example 3, 32, 32. Empty: as the file says.",
      seldom: true,
      shownFor: shownFor("model", ownFile),
    }),
    class_count: wholeNumber({
      default: 0,
      min: 0,
      max: 1_000_000,
      label: "classes",
      description: "Number of classes. 0: as the file says.",
      seldom: true,
      shownFor: shownFor("model", ownFile),
    }),
    prediction: choice(
      [
        { value: asStated, title: "As the file says" },
        ...Object.entries(predictions).map(([value, title]) => ({
          value,
          title: title.charAt(0).toUpperCase() + title.slice(1),
        })),
      ],
      {
        default: asStated,
        label: "predicts",
        description:
          "What a network that is told a time predicts; a denoiser with an input sigma predicts nothing else.",
        seldom: true,
        shownFor: shownFor("model", ownFile),
      },
    ),
    model_sampling: choice(
      [
        { value: asStated, title: "As the file says" },
        ...trainingSchedules.map((value) => ({ value, title: value })),
      ],
      {
        default: asStated,
        label: "training schedule",
        description:
          "The noise levels that a network of noise, v or data was trained at; its time is the place among them.",
        shownFor: shownFor("prediction", "epsilon", "v", "sample"),
      },
    ),
    timestep_scale: number({
      default: 1000,
      min: 1e-6,
      max: 1e6,
      step: 1,
      label: "time of 1",
      description:
        "What a flow's network is told at its time of 1, pure noise: 1000 for diffusers' models, 1 for a time from 0 to 1.",
      shownFor: shownFor("prediction", "flow"),
    }),
    black: number({
      default: -1,
      min: -1e6,
      max: 1e6,
      description: "Data value that stands for black.",
      shownFor: shownFor("details", "set"),
    }),
    white: number({
      default: 1,
      min: -1e6,
      max: 1e6,
      description: "Data value that stands for white.",
      shownFor: shownFor("details", "set"),
    }),
  },
  outputs: { model: { type: "MODEL" } },
  shows: "table",
  async run(inputs, context) {
    const found = await resolveModel(
      inputs.model === ownFile ? chosenPath(inputs.path) : inputs.model,
    );
    if (inputs.device === "auto")
      await context.report({
        done: 0,
        total: 1,
        message: "trying the devices of this machine",
      });
    const { reference, words } = await placedReference(
      withSettings(found, inputs),
      inputs.device,
      context,
    );
    const { description } = await openedReference(reference, context);
    const { facts, reference: same, ...known } = description;
    const caption = missingWords(facts);
    context.show({
      kind: "table",
      columns: ["property", "value", "from"],
      rows: facts.map((fact) =>
        words !== undefined && fact[0] === deviceFact
          ? [deviceFact, words, "measured here"]
          : fact,
      ),
      ...(caption !== "" && { caption }),
    });
    return {
      model: {
        ...known,
        // plain data by its type's own promise; an interface is not assignable to Json
        reference: same as unknown as Json,
        classLabel:
          // a toy in the box has no classes, whatever stands in the hidden field
          description.classCount === 0 && found.kind === "toy"
            ? null
            : chosenClass(inputs.class, description),
      },
    };
  },
});

function chosenPath(path: string): string {
  if (path.trim() === "")
    throw new BadInput(
      "no file is chosen: choose an ONNX file or a toy's JSON file under path",
    );
  return path;
}

/** Asks for what the file does not state, under the table of what stands in its place; empty where it states all. */
function missingWords(
  facts: readonly (readonly [string, string, string])[],
): string {
  const assumed = facts.filter(([, , source]) => source === notStated);
  const values = assumed.map(([title, value]) => `${title} ${value}`);
  return values.length === 0
    ? ""
    : `Assumed, because the file does not state it: ${values.join(", ")}. Set what differs under details, or say it in a JSON beside the file.`;
}
