import type { OnnxValue, Tensor } from "onnxruntime-node";
import { BadInput } from "../core/bad-input.ts";
import type { Denoiser } from "../core/denoiser.ts";
import { firstNotFinite } from "../core/first-not-finite.ts";
import { NotFinite } from "../core/not-finite.ts";
import { vectorLike, type Vector } from "../core/vector.ts";
import { cpuAdvice, devices } from "./devices.ts";
import { runtimeMessage } from "./onnx-runtime.ts";
import type { OpenSession } from "./onnx-session.ts";
import { realNumbers } from "./onnx-tensors.ts";

/** Some samples of a batch that go through the session together. */
export interface Part {
  /** `[count, ...shape]`. */
  readonly x: Vector;
  /** The noise level or time of each, length count. */
  readonly level: Vector;
  readonly labels: Int32Array | undefined;
  readonly count: number;
}

/** What a session computes of samples at noise levels or times. */
export interface Evaluated {
  /** One sample without the batch; the output has it too. */
  readonly shape: readonly number[];
  /** Samples per run where the file fixes it. */
  readonly batch?: number;
  /** Samples per run that fit into memory well, where that is known. */
  readonly most?: number;
  readonly x: { readonly name: string };
  readonly level: {
    readonly name: string;
    /** One for each sample, or one for the whole run. */
    readonly layout: "per-sample" | "single";
  };
  /** Name of what it gives. */
  readonly output: string;
  /** The tensors that it is fed. */
  readonly feeds: (part: Part) => Readonly<Record<string, Tensor>>;
}

export interface Evaluation {
  readonly evaluate: Denoiser["denoise"];
  /** How it goes on after a batch that was too large for the device, in a sentence; `undefined` where none was. */
  readonly notice: () => string | undefined;
}

/** A run that onnxruntime broke off. */
class FailedRun extends BadInput {}

/**
 * What the session gives for x at a noise level or, for a network, at a time: as many samples of a batch at a time as it can take.
 * @param model - Its name, for the sentences of failures.
 */
export function evaluation(
  model: string,
  { session, device }: OpenSession,
  network: Evaluated,
): Evaluation {
  const { output, batch } = network;
  const size = network.shape.reduce((product, axis) => product * axis, 1);
  /** Samples of one run at most; less after a run that was too large. */
  let most = batch ?? network.most ?? Infinity;
  let firstFailure:
    { readonly count: number; readonly said: string } | undefined;

  const run = async (part: Part): Promise<Vector> => {
    let given: OnnxValue | undefined;
    try {
      given = (await session.run(network.feeds(part), [output]))[output];
    } catch (cause) {
      if (cause instanceof BadInput) throw cause;
      const where = `at batch ${part.count}, ${network.level.name} ${range(part.level)}`;
      const elsewhere =
        device === "cpu" ? "" : ` on ${devices[device]}${cpuAdvice}`;
      throw new FailedRun(
        `${model} failed while running ${where}: ${runtimeMessage(cause)}${elsewhere}`,
        { cause },
      );
    }
    const data = realNumbers(given);
    if (!data)
      throw new BadInput(
        `${output} of ${model} must be float32 numbers, got ${given?.type ?? "nothing"}`,
      );
    if (data.length !== part.count * size)
      throw new BadInput(
        `${output} of ${model} must have the shape of ${network.x.name}, [${[part.count, ...network.shape].join(", ")}], got [${given?.dims.join(", ")}]`,
      );
    return data;
  };

  /** Whether a failed run may succeed with fewer samples: on a device any may, on the CPU one for want of memory. */
  const mayBeTooLarge = (error: unknown, count: number): error is FailedRun =>
    error instanceof FailedRun &&
    batch === undefined &&
    count > 1 &&
    (device !== "cpu" || /memory|bad_?alloc/i.test(error.message));

  const evaluate: Denoiser["denoise"] = async (x, level, labels) => {
    const count = level.length;
    if (x.length !== count * size)
      throw new BadInput(
        `${network.x.name} for ${model} must hold ${count} samples of shape [${network.shape.join(", ")}], got ${x.length} numbers`,
      );
    const out = vectorLike(x);
    let start = 0;
    while (start < count) {
      const end = partEnd(network, level, start, most);
      const whole = end - start === count && (batch ?? count) === count;
      const part = whole
        ? { x, level, labels, count }
        : cut(x, level, labels, start, end, size, batch);
      let data: Vector;
      try {
        data = await run(part);
      } catch (error) {
        if (!mayBeTooLarge(error, part.count)) throw error;
        firstFailure ??= {
          count: part.count,
          said: runtimeMessage(error.cause),
        };
        most = Math.floor(part.count / 2);
        continue;
      }
      const own = data.subarray(0, (end - start) * size);
      checkFinite(model, own, size, network.level.name, level, start);
      if (whole) return samePrecision(x, data);
      out.set(own, start * size);
      start = end;
    }
    return out;
  };

  return {
    evaluate,
    notice: () =>
      firstFailure &&
      `${model} failed on ${devices[device]} at batch ${firstFailure.count} (${firstFailure.said.slice(0, 160)}), so it runs ${most} at a time`,
  };
}

/** Where a run of the session from `start` ends: at `most` samples, and where one level must hold for all. */
function partEnd(
  { level: { layout } }: Evaluated,
  level: Vector,
  start: number,
  most: number,
): number {
  const full = Math.min(level.length, start + most);
  if (layout === "per-sample") return full;
  let end = start + 1;
  while (end < full && level[end] === level[start]) end++;
  return end;
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

/**
 * @param data - What the model gave for the batch's samples from `start` on.
 * @param level - Of each sample of the batch.
 * @throws NotFinite
 */
function checkFinite(
  model: string,
  data: Vector,
  size: number,
  name: string,
  level: Vector,
  start: number,
): void {
  const wrong = firstNotFinite(data);
  if (wrong < 0) return;
  const row = start + Math.floor(wrong / size);
  const value = data[wrong] ?? NaN;
  throw new NotFinite(
    { model, value, row },
    `${model} gave ${value} for sample ${row + 1} of ${level.length} at ${name} ${level[row]}, wanted finite numbers`,
  );
}

function samePrecision(like: Vector, data: Vector): Vector {
  if (like instanceof Float64Array)
    return data instanceof Float64Array ? data : new Float64Array(data);
  return data instanceof Float32Array ? data : new Float32Array(data);
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
