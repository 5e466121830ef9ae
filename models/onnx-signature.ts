import { BadInput } from "../core/bad-input.ts";
import type { ManifestValues } from "./model-reference.ts";
import { portWords, type Port } from "./onnx-session.ts";

type Real = "float32" | "float64";

/** How a one-file denoiser wants to be fed: inputs `x`, `sigma` and perhaps `class_labels`, output `denoised`. */
export interface Signature {
  /** One sample without the batch. */
  readonly shape: readonly number[];
  /** Samples per run where the file fixes it. */
  readonly batch?: number;
  readonly x: Real;
  readonly sigma: {
    readonly type: Real;
    /** One noise level for each sample, or one for the whole run. */
    readonly layout: "per-sample" | "single";
    /** Number of axes, all but the first of length 1; 0 is a scalar. */
    readonly rank: number;
  };
  readonly labels?:
    | { readonly kind: "one-hot"; readonly type: Real; readonly count: number }
    | {
        readonly kind: "index";
        readonly type: "int64" | "int32";
        readonly count: number;
        /** The number that stands for no class; absent where there is none. */
        readonly none?: number;
      };
}

type Ports = ReadonlyMap<string, Port>;

/**
 * Finds out how to feed a model, by the names, types and shapes that its session tells.
 * @param model - Its name, for the sentences.
 * @throws BadInput that says what the model has and what was wanted.
 */
export function readSignature(
  model: string,
  inputs: Ports,
  outputs: Ports,
  manifest: ManifestValues,
): Signature {
  const x = inputs.get("x");
  const sigma = inputs.get("sigma");
  const denoised = outputs.get("denoised");
  const labels = inputs.get("class_labels");
  const others = [...inputs.keys()].filter(
    (name) => !["x", "sigma", "class_labels"].includes(name),
  );
  if (!x || !sigma || !denoised || others.length > 0)
    throw new BadInput(
      `${model} is not a denoiser of the kind that is read here: it has the ${portList("input", inputs)} and the ${portList("output", outputs)}, wanted the inputs x float32 [N, …], sigma float32 [N] and perhaps class_labels, and the output denoised`,
    );
  const shape = sampleShape(model, x, manifest.shape);
  const batch = x.axes[0];
  const count = labels && classCount(model, labels, manifest);
  return {
    shape,
    ...(batch === undefined ? {} : { batch }),
    x: real(model, x),
    sigma: {
      type: real(model, sigma),
      layout: sigmaLayout(model, sigma, batch),
      rank: sigma.axes.length,
    },
    ...(labels === undefined || count === undefined
      ? {}
      : {
          labels: labelKind(model, labels, count, manifest.unconditional_class),
        }),
  };
}

function portList(what: string, ports: Ports): string {
  const words = [...ports.values()].map(portWords).join(", ");
  return `${what}${ports.size === 1 ? "" : "s"} ${words === "" ? "none" : words}`;
}

function real(model: string, port: Port): Real {
  if (port.type === "float32" || port.type === "float64") return port.type;
  throw new BadInput(
    `${port.name} of ${model} takes ${port.type} numbers, wanted float32: export the model with float32 inputs`,
  );
}

function sampleShape(
  model: string,
  x: Port,
  said: readonly number[] | undefined,
): readonly number[] {
  const axes = x.axes.slice(1);
  if (said === undefined) {
    const fixed = axes.filter((size) => size !== undefined);
    if (axes.length > 0 && fixed.length === axes.length) return fixed;
    throw new BadInput(
      `${model} leaves the shape of its samples open (${portWords(x)}): say it as "shape" in a JSON beside the file, for example [3, 32, 32], or in the Model node`,
    );
  }
  const fits =
    axes.length === 0 ||
    (axes.length === said.length &&
      axes.every((size, index) => size === undefined || size === said[index]));
  if (!fits)
    throw new BadInput(
      `the shape [${said.join(", ")}] does not fit ${model}, which takes ${portWords(x)}`,
    );
  return said;
}

function sigmaLayout(
  model: string,
  sigma: Port,
  batch: number | undefined,
): "per-sample" | "single" {
  const [first, ...rest] = sigma.axes;
  if (rest.some((size) => size !== 1))
    throw new BadInput(
      `sigma of ${model} must have the shape [N], [1] or none, got ${portWords(sigma)}`,
    );
  if (sigma.axes.length === 0) return "single";
  if (first === undefined || first === batch) return "per-sample";
  if (first === 1) return "single";
  throw new BadInput(
    `sigma of ${model} takes ${first} values, but x takes ${batch ?? "any number of"} samples`,
  );
}

function classCount(
  model: string,
  labels: Port,
  manifest: ManifestValues,
): number {
  const width = labels.type.startsWith("float") ? labels.axes[1] : undefined;
  const named = manifest.labels?.length;
  const count = width ?? named ?? manifest.class_count;
  if (count === undefined)
    throw new BadInput(
      `${model} takes classes (${portWords(labels)}) but does not say how many: give "labels" or "class_count" in a JSON beside the file, or the number of classes in the Model node`,
    );
  if (width !== undefined && named !== undefined && width !== named)
    throw new BadInput(
      `${model} takes ${width} classes (${portWords(labels)}), but ${named} labels are named for it`,
    );
  return count;
}

function labelKind(
  model: string,
  labels: Port,
  count: number,
  none: number | undefined,
): NonNullable<Signature["labels"]> {
  const { type, axes } = labels;
  if ((type === "int64" || type === "int32") && axes.length <= 1)
    return {
      kind: "index",
      type,
      count,
      ...(none === undefined ? {} : { none }),
    };
  if ((type === "float32" || type === "float64") && axes.length === 2)
    return { kind: "one-hot", type, count };
  throw new BadInput(
    `class_labels of ${model} must be class numbers (int64 or int32 [N]) or one-hot rows (float32 [N, classes]), got ${portWords(labels)}`,
  );
}
