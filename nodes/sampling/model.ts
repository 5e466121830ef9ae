import { BadInput } from "../../core/bad-input.ts";
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
import type {
  ManifestValues,
  ModelReference,
} from "../../models/model-reference.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { chosenClass } from "../parts/chosen-class.ts";
import { openedReference } from "../parts/opened-model.ts";

const ownFile = "file";

export const model = defineNode({
  title: "Model",
  description:
    "The denoiser to sample from: an exact toy, a model in the box, or an ONNX file of your own with the inputs x and sigma and the output denoised.",
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
      description: "An ONNX denoiser, or a toy's JSON file.",
      shownFor: shownFor("model", ownFile),
    }),
    class: text({
      description:
        "Name or number (from 0) of the class to sample. Empty: each class in turn.",
      shownFor: shownFor("model", ownFile, ...bundledModels.keys()),
    }),
    device: choice(
      [
        { value: "cpu", title: "CPU" },
        { value: "webgpu", title: "GPU (WebGPU)" },
      ],
      {
        default: "cpu",
        description: "Where the model computes.",
        shownFor: shownFor("model", ownFile, ...bundledModels.keys()),
      },
    ),
    details: choice(
      [
        { value: "own", title: "As the file says" },
        { value: "set", title: "Set here" },
      ],
      {
        default: "own",
        description:
          "Noise levels, shape and value range: what the file or the JSON beside it says, or what you set.",
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
      shownFor: shownFor("details", "set"),
    }),
    class_count: wholeNumber({
      default: 0,
      min: 0,
      max: 1_000_000,
      label: "classes",
      description: "Number of classes. 0: as the file says.",
      shownFor: shownFor("details", "set"),
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
    const reference = withSettings(found, inputs);
    const { description } = await openedReference(reference, context);
    const { facts, reference: same, ...known } = description;
    context.show({
      kind: "table",
      columns: ["property", "value", "from"],
      rows: facts,
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

interface Settings {
  readonly model: string;
  readonly details: string;
  readonly device: string;
  readonly sigma_min: number;
  readonly sigma_max: number;
  readonly sigma_data: number;
  readonly shape: string;
  readonly class_count: number;
  readonly black: number;
  readonly white: number;
}

function withSettings(
  reference: ModelReference,
  settings: Settings,
): ModelReference {
  const set = settings.details === "set" && settings.model === ownFile;
  switch (reference.kind) {
    case "toy":
      return set
        ? {
            kind: "toy",
            toy: {
              ...reference.toy,
              sigmaMin: settings.sigma_min,
              sigmaMax: settings.sigma_max,
            },
          }
        : reference;
    case "onnx":
      return {
        ...reference,
        ...(settings.device === "webgpu" ? { device: "webgpu" } : {}),
        ...(set ? { manifest: manifestOf(settings) } : {}),
      };
  }
}

function manifestOf(settings: Settings): ManifestValues {
  const { sigma_min, sigma_max, sigma_data, shape, class_count } = settings;
  return {
    sigma_min,
    sigma_max,
    sigma_data,
    value_range: [settings.black, settings.white],
    ...(shape.trim() === "" ? {} : { shape: sizesOf(shape) }),
    ...(class_count > 0 ? { class_count } : {}),
  };
}

function sizesOf(text: string): number[] {
  const sizes = text.split(/[\s,x×]+/).filter((part) => part !== "");
  const numbers = sizes.map(Number);
  if (numbers.every((size) => Number.isSafeInteger(size) && size >= 1))
    return numbers;
  throw new BadInput(
    `shape must be whole numbers separated by commas, for example 3, 32, 32, got "${text}"`,
  );
}
