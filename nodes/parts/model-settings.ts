import { BadInput } from "../../core/bad-input.ts";
import { isPrediction } from "../../core/parameterisation.ts";
import type {
  ManifestValues,
  ModelReference,
} from "../../models/model-reference.ts";

/** The choice of a Model node that asks for a file. */
export const ownFile = "file";
/** The choice that leaves it to the file. */
export const asStated = "own";

/** What of a Model node's values says how its model is. */
interface Settings {
  readonly model: string;
  readonly details: string;
  readonly sigma_min: number;
  readonly sigma_max: number;
  readonly sigma_data: number;
  readonly shape: string;
  readonly class_count: number;
  readonly prediction: string;
  readonly model_sampling: string;
  readonly timestep_scale: number;
  readonly black: number;
  readonly white: number;
}

/** The reference with what the node says of the model, which stands over what the file says. */
export function withSettings(
  reference: ModelReference,
  settings: Settings,
): ModelReference {
  if (settings.model !== ownFile) return reference;
  const manifest = manifestOf(settings);
  switch (reference.kind) {
    case "toy":
      return settings.details === "set"
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
        ...(Object.keys(manifest).length > 0 ? { manifest } : {}),
      };
    case "pipeline":
      throw new BadInput(
        `${reference.folder} is a folder, wanted an ONNX file or a toy's JSON file: the folder of a Stable Diffusion pipeline is opened by Load Pipeline`,
      );
  }
}

function manifestOf(settings: Settings): ManifestValues {
  const { sigma_min, sigma_max, sigma_data, shape, class_count } = settings;
  return {
    ...(settings.details === "set"
      ? {
          sigma_min,
          sigma_max,
          sigma_data,
          value_range: [settings.black, settings.white],
        }
      : {}),
    ...(shape.trim() === "" ? {} : { shape: sizesOf(shape) }),
    ...(class_count > 0 ? { class_count } : {}),
    ...networkOf(settings),
  };
}

/** What was set of a network that is no denoiser. */
function networkOf(settings: Settings): ManifestValues {
  const { prediction, model_sampling } = settings;
  if (!isPrediction(prediction)) return {};
  if (prediction === "flow")
    return { prediction, timestep_scale: settings.timestep_scale };
  return {
    prediction,
    ...(model_sampling === asStated ? {} : { model_sampling }),
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
