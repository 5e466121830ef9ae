import { BadInput } from "../core/bad-input.ts";
import type { Prediction } from "../core/parameterisation.ts";
import type { ToyJson } from "../core/toys/toy.ts";
import type { Device } from "./devices.ts";
import type { PipelineReference } from "./pipeline/reference.ts";

/**
 * What a model says of itself beside its graph, or what the user says where it does not.
 * Keys as in a manifest file.
 */
export interface ManifestValues {
  readonly title?: string;
  /** Smallest and largest noise level that it was trained for, and the standard deviation of its data, in data units. */
  readonly sigma_min?: number;
  readonly sigma_max?: number;
  readonly sigma_data?: number;
  /** Shape of one sample without the batch. */
  readonly shape?: readonly number[];
  /** Data values of black and white. */
  readonly value_range?: readonly number[];
  /** Names of the classes, in order. */
  readonly labels?: readonly string[];
  /** Number of classes where they have no names. */
  readonly class_count?: number;
  /** The number that stands for no class, where the model takes class numbers. */
  readonly unconditional_class?: number;
  /** Scale of classifier-free guidance that it is best sampled with. */
  readonly guidance?: number;
  /** What its network predicts, where it is no denoiser. */
  readonly prediction?: Prediction;
  /** The training schedule whose places are the network's time, a name of core/model-sampling/models.ts. */
  readonly model_sampling?: string;
  /** What a flow's time of 1 is to the network. */
  readonly timestep_scale?: number;
  readonly licence?: string;
}

/** A model in words that travel between processes and stand in saved graphs: plain JSON. */
export type ModelReference =
  | {
      readonly kind: "toy";
      /** The toy's own JSON (`format: "stepwright-toy"`). */
      readonly toy: ToyJson;
    }
  | {
      readonly kind: "onnx";
      /** An absolute path. */
      readonly path: string;
      /** What the user set: stands over what the file says. */
      readonly manifest?: ManifestValues;
      /** Where it computes; absent means `cpu`. */
      readonly device?: Device;
    }
  | PipelineReference;

/** Takes a reference back out of JSON that came along a link. */
export function toModelReference(json: unknown): ModelReference {
  const known =
    typeof json === "object" &&
    json !== null &&
    "kind" in json &&
    ((json.kind === "toy" && "toy" in json) ||
      (json.kind === "onnx" && "path" in json) ||
      (json.kind === "pipeline" && "folder" in json));
  if (!known)
    throw new BadInput(
      `a model is a toy, an ONNX file or a pipeline's folder, got ${JSON.stringify(json).slice(0, 100)}`,
    );
  // made by this module's own functions a process further up; only the kind can be of another version
  return json as ModelReference;
}
