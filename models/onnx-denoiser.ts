import type { OnnxValue, Tensor } from "onnxruntime-node";
import { BadInput } from "../core/bad-input.ts";
import type { Denoiser } from "../core/denoiser.ts";
import { firstNotFinite } from "../core/first-not-finite.ts";
import { vectorLike, type Vector } from "../core/vector.ts";
import { runtimeMessage, type OpenSession } from "./onnx-session.ts";
import type { Signature } from "./onnx-signature.ts";

/** Some samples of a batch that go through the session together. */
interface Part {
  /** `[count, ...shape]`. */
  readonly x: Vector;
  /** Length count. */
  readonly sigma: Vector;
  readonly labels: Int32Array | undefined;
  readonly count: number;
}

/**
 * D(x, sigma) by an inference session.
 * @param model - Its name, for the sentences of failures.
 */
export function onnxDenoise(
  model: string,
  { runtime, session }: OpenSession,
  signature: Signature,
): Denoiser["denoise"] {
  const size = signature.shape.reduce((product, axis) => product * axis, 1);

  const run = async (part: Part): Promise<Vector> => {
    const where = `at batch ${part.count}, sigma ${levels(part.sigma)}`;
    let denoised: OnnxValue | undefined;
    try {
      const feeds = feedsOf(runtime.Tensor, model, signature, part);
      denoised = (await session.run(feeds, ["denoised"]))["denoised"];
    } catch (cause) {
      if (cause instanceof BadInput) throw cause;
      throw new BadInput(
        `${model} failed while running ${where}: ${runtimeMessage(cause)}`,
        { cause },
      );
    }
    const data = denoised?.data;
    if (!(data instanceof Float32Array || data instanceof Float64Array))
      throw new BadInput(
        `denoised of ${model} must be float32 numbers, got ${denoised?.type ?? "nothing"}`,
      );
    if (data.length !== part.count * size)
      throw new BadInput(
        `denoised of ${model} must have the shape of x, [${[part.count, ...signature.shape].join(", ")}], got [${denoised?.dims.join(", ")}]`,
      );
    checkFinite(model, data, size, part.sigma);
    return data;
  };

  return async (x, sigma, labels) => {
    const count = sigma.length;
    if (x.length !== count * size)
      throw new BadInput(
        `x for ${model} must hold ${count} samples of shape [${signature.shape.join(", ")}], got ${x.length} numbers`,
      );
    const cuts = partEnds(signature, sigma);
    if (cuts.length === 1 && (signature.batch ?? count) === count) {
      const data = await run({ x, sigma, labels, count });
      return samePrecision(x, data);
    }
    const out = vectorLike(x);
    let start = 0;
    for (const end of cuts) {
      const part = cut(x, sigma, labels, start, end, size, signature.batch);
      const data = await run(part);
      out.set(data.subarray(0, (end - start) * size), start * size);
      start = end;
    }
    return out;
  };
}

/** Where each run of the session ends: at the file's own batch size, and where one noise level must hold for all. */
function partEnds(signature: Signature, sigma: Vector): number[] {
  const most = signature.batch ?? Infinity;
  const ends: number[] = [];
  let start = 0;
  for (let index = 1; index <= sigma.length; index++) {
    const full = index - start >= most;
    const differs =
      signature.sigma.layout === "single" && sigma[index] !== sigma[start];
    if (index === sigma.length || full || differs) {
      ends.push(index);
      start = index;
    }
  }
  return ends;
}

/** Samples `start` to `end`, the last one repeated up to the batch size that the file fixes. */
function cut(
  x: Vector,
  sigma: Vector,
  labels: Int32Array | undefined,
  start: number,
  end: number,
  size: number,
  batch: number | undefined,
): Part {
  const count = batch ?? end - start;
  const partX = vectorLike(x, count * size);
  const partSigma = vectorLike(sigma, count);
  const partLabels = labels && new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const from = Math.min(start + row, end - 1);
    partX.set(x.subarray(from * size, (from + 1) * size), row * size);
    partSigma[row] = sigma[from] ?? 0;
    if (partLabels) partLabels[row] = labels?.[from] ?? -1;
  }
  return { x: partX, sigma: partSigma, labels: partLabels, count };
}

function feedsOf(
  TensorOf: typeof Tensor,
  model: string,
  signature: Signature,
  { x, sigma, labels, count }: Part,
): Record<string, Tensor> {
  const real = (
    type: "float32" | "float64",
    data: Vector,
    dims: readonly number[],
  ): Tensor =>
    type === "float32"
      ? new TensorOf(
          "float32",
          data instanceof Float32Array ? data : Float32Array.from(data),
          dims,
        )
      : new TensorOf("float64", Float64Array.from(data), dims);

  const single = signature.sigma.layout === "single";
  const ones = Array.from({ length: signature.sigma.rank - 1 }, () => 1);
  const feeds: Record<string, Tensor> = {
    x: real(signature.x, x, [count, ...signature.shape]),
    sigma: real(
      signature.sigma.type,
      single ? sigma.subarray(0, 1) : sigma,
      signature.sigma.rank === 0 ? [] : [single ? 1 : count, ...ones],
    ),
  };
  if (!signature.labels) return feeds;
  const classes = checkedLabels(model, signature.labels, labels, count);
  switch (signature.labels.kind) {
    case "one-hot": {
      const width = signature.labels.count;
      const rows = new Float32Array(count * width);
      classes.forEach((label, row) => {
        if (label >= 0) rows[row * width + label] = 1;
      });
      feeds["class_labels"] = real(signature.labels.type, rows, [count, width]);
      return feeds;
    }
    case "index":
      feeds["class_labels"] =
        signature.labels.type === "int64"
          ? new TensorOf("int64", BigInt64Array.from(classes, BigInt), [count])
          : new TensorOf("int32", classes, [count]);
      return feeds;
  }
}

function checkedLabels(
  model: string,
  known: NonNullable<Signature["labels"]>,
  labels: Int32Array | undefined,
  count: number,
): Int32Array {
  const classes = known.count;
  const none = known.kind === "index" ? known.none : -1;
  const checked = (labels ?? new Int32Array(count).fill(-1)).map((label) =>
    label === -1 ? (none ?? -1) : label,
  );
  for (const label of checked)
    if (label !== none && (label < 0 || label >= classes))
      throw new BadInput(
        label === -1
          ? `${model} takes class numbers and has no "no class", which guidance needs too: choose a class from 0 to ${classes - 1}, or say "unconditional_class" in a JSON beside the file`
          : `the class for ${model} must be from 0 to ${classes - 1}, got ${label}`,
      );
  return checked;
}

function checkFinite(
  model: string,
  data: Vector,
  size: number,
  sigma: Vector,
): void {
  const wrong = firstNotFinite(data);
  if (wrong < 0) return;
  const sample = Math.floor(wrong / size);
  throw new BadInput(
    `${model} gave ${data[wrong]} for sample ${sample + 1} of ${sigma.length} at sigma ${sigma[sample]}, wanted finite numbers`,
  );
}

function samePrecision(like: Vector, data: Vector): Vector {
  if (like instanceof Float64Array)
    return data instanceof Float64Array ? data : Float64Array.from(data);
  return data instanceof Float32Array ? data : Float32Array.from(data);
}

function levels(sigma: Vector): string {
  let [smallest = 0] = sigma;
  let largest = smallest;
  for (const level of sigma) {
    smallest = Math.min(smallest, level);
    largest = Math.max(largest, level);
  }
  return smallest === largest ? `${smallest}` : `${smallest} to ${largest}`;
}
