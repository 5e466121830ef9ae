import type { OnnxValue, Tensor } from "onnxruntime-node";
import { BadInput } from "../core/bad-input.ts";
import type { Denoiser } from "../core/denoiser.ts";
import { firstNotFinite } from "../core/first-not-finite.ts";
import { denoiseBy } from "../core/parameterisation.ts";
import { vectorLike, type Vector } from "../core/vector.ts";
import type { Wrapping } from "./onnx-prediction.ts";
import { runtimeMessage, type OpenSession } from "./onnx-session.ts";
import type { Signature } from "./onnx-signature.ts";

/** Some samples of a batch that go through the session together. */
interface Part {
  /** `[count, ...shape]`. */
  readonly x: Vector;
  /** The noise level or time of each, length count. */
  readonly level: Vector;
  readonly labels: Int32Array | undefined;
  readonly count: number;
}

/**
 * D(x, sigma) by an inference session.
 * @param model - Its name, for the sentences of failures.
 * @param wrapping - Where the session is that of a network which predicts something else.
 */
export function onnxDenoise(
  model: string,
  opened: OpenSession,
  signature: Signature,
  wrapping: Wrapping | undefined,
): Denoiser["denoise"] {
  const evaluate = evaluation(model, opened, signature);
  return wrapping
    ? denoiseBy(wrapping.prediction, wrapping.timeOf, evaluate)
    : evaluate;
}

/** What the session gives for x at a noise level or, for a network, at a time. */
function evaluation(
  model: string,
  { runtime, session }: OpenSession,
  signature: Signature,
): Denoiser["denoise"] {
  const { output } = signature;
  const size = signature.shape.reduce((product, axis) => product * axis, 1);

  const run = async (part: Part): Promise<Vector> => {
    const where = `at batch ${part.count}, ${signature.level.name} ${range(part.level)}`;
    let given: OnnxValue | undefined;
    try {
      const feeds = feedsOf(runtime.Tensor, model, signature, part);
      given = (await session.run(feeds, [output]))[output];
    } catch (cause) {
      if (cause instanceof BadInput) throw cause;
      throw new BadInput(
        `${model} failed while running ${where}: ${runtimeMessage(cause)}`,
        { cause },
      );
    }
    const data = given?.data;
    if (!(data instanceof Float32Array || data instanceof Float64Array))
      throw new BadInput(
        `${output} of ${model} must be float32 numbers, got ${given?.type ?? "nothing"}`,
      );
    if (data.length !== part.count * size)
      throw new BadInput(
        `${output} of ${model} must have the shape of ${signature.x.name}, [${[part.count, ...signature.shape].join(", ")}], got [${given?.dims.join(", ")}]`,
      );
    checkFinite(model, data, size, signature.level.name, part.level);
    return data;
  };

  return async (x, level, labels) => {
    const count = level.length;
    if (x.length !== count * size)
      throw new BadInput(
        `${signature.x.name} for ${model} must hold ${count} samples of shape [${signature.shape.join(", ")}], got ${x.length} numbers`,
      );
    const cuts = partEnds(signature, level);
    if (cuts.length === 1 && (signature.batch ?? count) === count) {
      const data = await run({ x, level, labels, count });
      return samePrecision(x, data);
    }
    const out = vectorLike(x);
    let start = 0;
    for (const end of cuts) {
      const part = cut(x, level, labels, start, end, size, signature.batch);
      const data = await run(part);
      out.set(data.subarray(0, (end - start) * size), start * size);
      start = end;
    }
    return out;
  };
}

/** Where each run of the session ends: at the file's own batch size, and where one level must hold for all. */
function partEnds(signature: Signature, level: Vector): number[] {
  const most = signature.batch ?? Infinity;
  const ends: number[] = [];
  let start = 0;
  for (let index = 1; index <= level.length; index++) {
    const full = index - start >= most;
    const differs =
      signature.level.layout === "single" && level[index] !== level[start];
    if (index === level.length || full || differs) {
      ends.push(index);
      start = index;
    }
  }
  return ends;
}

/** Samples `start` to `end`, the last one repeated up to the batch size that the file fixes. */
function cut(
  x: Vector,
  level: Vector,
  labels: Int32Array | undefined,
  start: number,
  end: number,
  size: number,
  batch: number | undefined,
): Part {
  const count = batch ?? end - start;
  const partX = vectorLike(x, count * size);
  const partLevel = vectorLike(level, count);
  const partLabels = labels && new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const from = Math.min(start + row, end - 1);
    partX.set(x.subarray(from * size, (from + 1) * size), row * size);
    partLevel[row] = level[from] ?? 0;
    if (partLabels) partLabels[row] = labels?.[from] ?? -1;
  }
  return { x: partX, level: partLevel, labels: partLabels, count };
}

function feedsOf(
  TensorOf: typeof Tensor,
  model: string,
  { x: state, level: time, shape, labels: known }: Signature,
  { x, level, labels, count }: Part,
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
  const whole = (
    type: "int64" | "int32",
    data: Iterable<number>,
    dims: readonly number[],
  ): Tensor =>
    type === "int64"
      ? new TensorOf("int64", BigInt64Array.from([...data].map(BigInt)), dims)
      : new TensorOf("int32", Int32Array.from(data), dims);

  const single = time.layout === "single";
  const ones = Array.from({ length: time.rank - 1 }, () => 1);
  const dims = time.rank === 0 ? [] : [single ? 1 : count, ...ones];
  const levels = single ? level.subarray(0, 1) : level;
  const feeds: Record<string, Tensor> = {
    [state.name]: real(state.type, x, [count, ...shape]),
    [time.name]:
      time.type === "int64" || time.type === "int32"
        ? whole(time.type, levels, dims)
        : real(time.type, levels, dims),
  };
  if (!known) return feeds;
  const classes = checkedLabels(model, known, labels, count);
  switch (known.kind) {
    case "one-hot": {
      const width = known.count;
      const rows = new Float32Array(count * width);
      classes.forEach((label, row) => {
        if (label >= 0) rows[row * width + label] = 1;
      });
      feeds[known.name] = real(known.type, rows, [count, width]);
      return feeds;
    }
    case "index":
      feeds[known.name] = whole(known.type, classes, [count]);
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
  name: string,
  level: Vector,
): void {
  const wrong = firstNotFinite(data);
  if (wrong < 0) return;
  const sample = Math.floor(wrong / size);
  throw new BadInput(
    `${model} gave ${data[wrong]} for sample ${sample + 1} of ${level.length} at ${name} ${level[sample]}, wanted finite numbers`,
  );
}

function samePrecision(like: Vector, data: Vector): Vector {
  if (like instanceof Float64Array)
    return data instanceof Float64Array ? data : Float64Array.from(data);
  return data instanceof Float32Array ? data : Float32Array.from(data);
}

function range(level: Vector): string {
  let [smallest = 0] = level;
  let largest = smallest;
  for (const one of level) {
    smallest = Math.min(smallest, one);
    largest = Math.max(largest, one);
  }
  return smallest === largest ? `${smallest}` : `${smallest} to ${largest}`;
}
