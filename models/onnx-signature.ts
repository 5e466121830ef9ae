import { BadInput } from "../core/bad-input.ts";
import type { ManifestValues } from "./model-reference.ts";
import type { Wrapping } from "./onnx-prediction.ts";
import { portWords, type Port } from "./onnx-session.ts";
import { isReal, isWhole, type Real, type Whole } from "./onnx-tensors.ts";

/** How a one-file denoiser or network wants to be fed. */
export interface Signature {
  /** One sample without the batch. */
  readonly shape: readonly number[];
  /** Whether the file leaves open how many numbers a sample has behind its first axis. */
  readonly anySide: boolean;
  /** Samples per run where the file fixes it. */
  readonly batch?: number;
  readonly x: { readonly name: string; readonly type: Real };
  /** The noise level, or a network's time in its place. */
  readonly level: {
    readonly name: string;
    readonly type: Real | Whole;
    /** One for each sample, or one for the whole run. */
    readonly layout: "per-sample" | "single";
    /** Number of axes, all but the first of length 1; 0 is a scalar. */
    readonly rank: number;
  };
  readonly labels?: { readonly name: string; readonly count: number } & (
    | { readonly kind: "one-hot"; readonly type: Real }
    | {
        readonly kind: "index";
        readonly type: Whole;
        /** The number that stands for no class; absent where there is none. */
        readonly none?: number;
      }
  );
  /** Name of what it gives. */
  readonly output: string;
}

type Ports = ReadonlyMap<string, Port>;

interface Roles {
  readonly x: Port;
  readonly level: Port;
  readonly labels: Port | undefined;
  readonly output: Port;
}

/** What the inputs of a network are called, by diffusers and by others. */
const names = {
  x: ["x", "sample"],
  time: ["timestep", "timesteps", "t"],
  labels: ["class_labels", "y"],
} as const;

/**
 * Finds out how to feed a model, by the names, types and shapes that its session tells.
 * @param model - Its name, for the sentences.
 * @param wrapping - Where it is a network that predicts something else than D.
 * @throws BadInput that says what the model has and what was wanted.
 */
export function readSignature(
  model: string,
  inputs: Ports,
  outputs: Ports,
  manifest: ManifestValues,
  wrapping: Wrapping | undefined,
): Signature {
  const roles =
    wrapping === undefined
      ? denoiserRoles(model, inputs, outputs)
      : networkRoles(model, inputs, outputs);
  const { x, level, labels, output } = roles;
  const shape = sampleShape(model, x, manifest.shape);
  checkOutput(model, x, output, shape);
  const batch = x.axes[0];
  const count = labels && classCount(model, labels, manifest);
  return {
    shape,
    anySide: x.axes.slice(2).every((size) => size === undefined),
    ...(batch === undefined ? {} : { batch }),
    x: { name: x.name, type: real(model, x) },
    level: {
      name: level.name,
      type: levelType(model, level, wrapping),
      layout: levelLayout(model, level, batch),
      rank: level.axes.length,
    },
    ...(labels === undefined || count === undefined
      ? {}
      : {
          labels: labelKind(model, labels, count, manifest.unconditional_class),
        }),
    output: output.name,
  };
}

function denoiserRoles(model: string, inputs: Ports, outputs: Ports): Roles {
  const x = inputs.get("x");
  const level = inputs.get("sigma");
  const output = outputs.get("denoised");
  const labels = inputs.get("class_labels");
  const others = othersThan(inputs, [x, level, labels]);
  if (x && level && output) {
    if (others.length === 0) return { x, level, labels, output };
    throw new BadInput(
      `${model} has ${others.length === 1 ? "an input" : "inputs"} that nothing feeds, ${others.map(portWords).join(", ")}, beside x and sigma: export the model without ${others.length === 1 ? "it" : "them"}`,
    );
  }
  const network = inputs.has("encoder_hidden_states")
    ? "; it is the network of a Stable Diffusion pipeline: take the whole folder that it is a part of"
    : names.time.some((name) => inputs.has(name))
      ? `; if it is a network that is told a time, say what it predicts: "prediction" in a JSON beside the file, or in the Model node`
      : "";
  throw new BadInput(
    `${model} is not a denoiser of the kind that is read here: it has the ${portList("input", inputs)} and the ${portList("output", outputs)}, wanted the inputs x float32 [N, …], sigma float32 [N] and perhaps class_labels, and the output denoised${network}`,
  );
}

function networkRoles(model: string, inputs: Ports, outputs: Ports): Roles {
  const find = (known: readonly string[]): Port | undefined =>
    known.map((name) => inputs.get(name)).find((port) => port !== undefined);
  const x = find(names.x);
  const level = find(names.time);
  const labels = find(names.labels);
  const [output] = outputs.values();
  const others = othersThan(inputs, [x, level, labels]);
  if (x && level && output && outputs.size === 1 && others.length === 0)
    return { x, level, labels, output };
  throw new BadInput(
    `${model} is not a network of the kind that is read here: it has the ${portList("input", inputs)} and the ${portList("output", outputs)}, wanted the inputs ${names.x.join(" or ")} float32 [N, …], ${names.time.join(" or ")} [N] and perhaps ${names.labels.join(" or ")}, and one output`,
  );
}

function othersThan(
  inputs: Ports,
  used: readonly (Port | undefined)[],
): readonly Port[] {
  return [...inputs.values()].filter((port) => !used.includes(port));
}

function portList(what: string, ports: Ports): string {
  const words = [...ports.values()].map(portWords).join(", ");
  return `${what}${ports.size === 1 ? "" : "s"} ${words === "" ? "none" : words}`;
}

function real(model: string, port: Port): Real {
  if (isReal(port.type)) return port.type;
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

/** What a model gives must be as large as what it takes; where its file says so, that is seen before it runs. */
function checkOutput(
  model: string,
  x: Port,
  output: Port,
  shape: readonly number[],
): void {
  const axes = output.axes.slice(1);
  const fits =
    output.axes.length === 0 ||
    (axes.length === shape.length &&
      axes.every((size, index) => size === undefined || size === shape[index]));
  if (!fits)
    throw new BadInput(
      `${output.name} of ${model} must have the shape of ${x.name}, [N, ${shape.join(", ")}], got ${portWords(output)}: export the model so that it gives one number for each that it takes`,
    );
}

/** Whole numbers are enough for the places of a training schedule. */
function levelType(
  model: string,
  level: Port,
  wrapping: Wrapping | undefined,
): Real | Whole {
  const { type } = level;
  if (!wrapping || !isWhole(type)) return real(model, level);
  if (!wrapping.wholeTimes)
    throw new BadInput(
      `${level.name} of ${model} takes ${type} numbers, but its times are not whole (${wrapping.source}): export the model with a float32 ${level.name}`,
    );
  return type;
}

function levelLayout(
  model: string,
  level: Port,
  batch: number | undefined,
): "per-sample" | "single" {
  const [first, ...rest] = level.axes;
  if (rest.some((size) => size !== 1))
    throw new BadInput(
      `${level.name} of ${model} must have the shape [N], [1] or none, got ${portWords(level)}`,
    );
  if (level.axes.length === 0) return "single";
  if (first === undefined || first === batch) return "per-sample";
  if (first === 1) return "single";
  throw new BadInput(
    `${level.name} of ${model} takes ${first} values, but x takes ${batch ?? "any number of"} samples`,
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
  const { name, type, axes } = labels;
  if (isWhole(type) && axes.length <= 1)
    return {
      name,
      kind: "index",
      type,
      count,
      ...(none === undefined ? {} : { none }),
    };
  if (isReal(type) && axes.length === 2)
    return { name, kind: "one-hot", type, count };
  throw new BadInput(
    `${name} of ${model} must be class numbers (int64 or int32 [N]) or one-hot rows (float32 [N, classes]), got ${portWords(labels)}`,
  );
}
