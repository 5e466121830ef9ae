import { basename } from "node:path";
import type * as Runtime from "onnxruntime-node";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { BadInput } from "../core/bad-input.ts";
import type { Device } from "./model-reference.ts";

export interface OpenSession {
  readonly runtime: typeof Runtime;
  readonly session: InferenceSession;
}

/**
 * Makes an inference session: one thread, which on a busy machine loses nothing, and silent, because what goes wrong is thrown.
 * @throws BadInput where the file is no model that can be run, or the device cannot be had.
 */
export async function openSession(
  path: string,
  device: Device,
): Promise<OpenSession> {
  // loaded when it is first needed: it brings a native library of 20 MB
  const runtime = await import("onnxruntime-node");
  try {
    const session = await runtime.InferenceSession.create(path, {
      executionProviders: [device],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      // fatal only
      logSeverityLevel: 4,
    });
    return { runtime, session };
  } catch (cause) {
    const said = runtimeMessage(cause);
    if (device !== "cpu" && (await opensOnCpu(runtime, path)))
      throw new BadInput(
        `${basename(path)} cannot run on ${deviceName(device)} here: ${said}; choose CPU as the device`,
        { cause },
      );
    throw new BadInput(
      `${basename(path)} is not a model that onnxruntime can run: ${said}`,
      { cause },
    );
  }
}

function deviceName(device: Device): string {
  switch (device) {
    case "cpu":
      return "the CPU";
    case "webgpu":
      return "WebGPU";
  }
}

async function opensOnCpu(
  runtime: typeof Runtime,
  path: string,
): Promise<boolean> {
  try {
    const session = await runtime.InferenceSession.create(path, {
      logSeverityLevel: 4,
    });
    await session.release();
    return true;
  } catch {
    return false;
  }
}

/** What onnxruntime said, without its source paths and function signatures, on one line. */
export function runtimeMessage(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return (
    text
      .replace(/\s+/g, " ")
      .replace(/^Load model from .*? failed:\s*/, "")
      .replace(/\/onnxruntime_src\/\S+\s*/g, "")
      .replace(/Non-zero status code returned while /, "")
      .trim()
      .replace(/[.\s]+$/, "")
      .slice(0, 400) || "it gave no reason"
  );
}

/** One input or output of a session, with its axes. */
export interface Port {
  readonly name: string;
  /** Element type in onnxruntime's words: `float32`, `int64`. */
  readonly type: Tensor.Type;
  /** A fixed size, or `undefined` where it is free. */
  readonly axes: readonly (number | undefined)[];
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
