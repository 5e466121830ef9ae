import type * as Runtime from "onnxruntime-node";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { BadInput } from "../core/bad-input.ts";
import { deviceProblem } from "./device-problem.ts";
import { cpuAdvice, devices, type Device } from "./devices.ts";
import { loadRuntime, runtimeMessage, sessionOptions } from "./onnx-runtime.ts";
import { sessionFailure } from "./session-failure.ts";

/** What a session is made of; whoever asks for the same has the same session. */
export interface SessionPlace {
  readonly path: string;
  /** The files beside it in which its weights lie. */
  readonly weights: readonly string[];
  /** What the model is called in sentences. */
  readonly name: string;
  readonly device: Device;
}

export interface OpenSession {
  readonly runtime: typeof Runtime;
  readonly session: InferenceSession;
  readonly device: Device;
}

/**
 * Makes an inference session.
 * @throws BadInput where the file is no model that can be run, or the device cannot be had.
 */
export async function openSession({
  path,
  name,
  device,
}: SessionPlace): Promise<OpenSession> {
  const problem = await deviceProblem(device);
  if (problem !== undefined)
    throw new BadInput(
      `${name} cannot run on ${devices[device]}: ${problem}${cpuAdvice}`,
    );
  const runtime = await loadRuntime();
  try {
    const session = await runtime.InferenceSession.create(path, {
      ...sessionOptions,
      executionProviders: [device],
    });
    return { runtime, session, device };
  } catch (cause) {
    if (device !== "cpu" && (await opensOnCpu(runtime, path)))
      throw new BadInput(
        `${name} cannot run on ${devices[device]} here: ${runtimeMessage(cause).slice(0, 400)}${cpuAdvice}`,
        { cause },
      );
    throw sessionFailure(name, cause);
  }
}

async function opensOnCpu(
  runtime: typeof Runtime,
  path: string,
): Promise<boolean> {
  try {
    const session = await runtime.InferenceSession.create(path, sessionOptions);
    await session.release();
    return true;
  } catch {
    return false;
  }
}

/** One input or output of a session, with its axes. */
export interface Port {
  readonly name: string;
  /** Element type in onnxruntime's words: `float32`, `int64`. */
  readonly type: Tensor.Type;
  /** A fixed size, or `undefined` where it is free. */
  readonly axes: readonly (number | undefined)[];
  /** The names that free axes have, by place: axes of one name are as long as each other. */
  readonly axisNames: readonly (string | undefined)[];
}

/** Named inputs or outputs, in any order. */
export function portsOf(
  metadata: readonly InferenceSession.ValueMetadata[],
): ReadonlyMap<string, Port> {
  return new Map(
    metadata.flatMap((value) =>
      value.isTensor
        ? [
            [
              value.name,
              {
                name: value.name,
                type: value.type,
                axes: value.shape.map((size) =>
                  typeof size === "number" && size >= 0 ? size : undefined,
                ),
                axisNames: value.shape.map((size) =>
                  typeof size === "string" && size !== "" ? size : undefined,
                ),
              },
            ] as const,
          ]
        : [],
    ),
  );
}

/** `x float32 [N, 3, 16, 16]`, with a dash where an axis is free. */
export function portWords(port: Port): string {
  const axes = port.axes.map((size, index) =>
    size === undefined ? (index === 0 ? "N" : "any") : String(size),
  );
  return `${port.name} ${port.type} [${axes.join(", ")}]`;
}
