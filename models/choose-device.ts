import { BadInput } from "../core/bad-input.ts";
import type { CancelSignal } from "../core/cancel.ts";
import type { Vector } from "../core/vector.ts";
import { deviceProblem, platformDevices } from "./device-problem.ts";
import {
  deviceVerdict,
  tolerance,
  type Trial,
  type Verdict,
} from "./device-verdict.ts";
import { cpuAdvice, type Device } from "./devices.ts";
import { loadDenoiser, type LoadedModel } from "./load.ts";
import type { ModelReference } from "./model-reference.ts";
import {
  fastestCallMs,
  timedCall,
  trialCall,
  type Call,
} from "./timed-calls.ts";

/** A batch that takes the CPU longer than this is made smaller for the trial. */
const longestCpuMs = 2000;
/** A device that takes longer than this for one sample, and many times as long as the CPU, is not tried further. */
const patienceMs = 5000;
const patienceTimes = 4;

const now = (): number => performance.now();

/** A reference that says where its model computes; the CPU goes without saying. */
export function computingOn(
  reference: ModelReference,
  device: Device,
): ModelReference {
  return reference.kind === "toy" || device === "cpu"
    ? reference
    : { ...reference, device };
}

/** What the CPU gave, for others to be held against. */
interface Standard {
  readonly calls: readonly { readonly call: Call; readonly denoised: Vector }[];
  readonly timed: Call;
  readonly oneMs: number;
  readonly callMs: number;
  /** Of the data, to hold differences against. */
  readonly scale: number;
}

/**
 * Tries a model for a moment on the CPU and on each other device that onnxruntime has on this platform, one after the
 * other, so that two never lie in memory at once.
 * @param batch - Samples that will be asked for in one call.
 * @returns The device to take. That there is no other is no failure: the CPU is one.
 * @throws BadInput where the model cannot run at all.
 */
export async function chooseDevice(
  reference: ModelReference,
  batch: number,
  signal?: CancelSignal,
): Promise<Verdict> {
  if (reference.kind === "toy")
    return { device: "cpu", words: "CPU: a toy computes nowhere else" };
  const standard = await onDevice(reference, "cpu", (model) =>
    standardOf(model, batch),
  );
  const trials: Trial[] = [];
  for (const device of await platformDevices()) {
    signal?.throwIfAborted();
    if (device !== "cpu")
      trials.push(await trialOf(reference, device, standard));
  }
  return deviceVerdict(standard.timed.sigma.length, trials);
}

async function onDevice<T>(
  reference: ModelReference,
  device: Device,
  measure: (model: LoadedModel) => Promise<T>,
): Promise<T> {
  const model = await loadDenoiser(computingOn(reference, device));
  try {
    return await measure(model);
  } finally {
    await model.dispose();
  }
}

async function standardOf(
  model: LoadedModel,
  asked: number,
): Promise<Standard> {
  const single = trialCall(model, 1, "one");
  const first = await timedCall(model, single, now);
  const oneMs = Math.min(first.ms, (await timedCall(model, single, now)).ms);
  const batch = Math.max(1, Math.min(asked, Math.floor(longestCpuMs / oneMs)));
  const all = trialCall(model, batch, "all");
  const { denoised } = await timedCall(model, all, now);
  const timed = trialCall(model, batch, "one");
  return {
    calls: [
      { call: single, denoised: first.denoised },
      { call: all, denoised },
    ],
    timed,
    oneMs,
    callMs: await fastestCallMs(model, timed, now),
    scale: Math.max(model.sigmaData, rootMeanSquare(denoised)),
  };
}

async function trialOf(
  reference: ModelReference,
  device: Device,
  standard: Standard,
): Promise<Trial> {
  const because = await deviceProblem(device);
  if (because !== undefined) return { kind: "failed", device, because };
  try {
    return await onDevice(reference, device, async (model) => {
      let largest = 0;
      for (const [index, { call, denoised }] of standard.calls.entries()) {
        const { denoised: given, ms } = await timedCall(model, call, now);
        const difference = distance(given, denoised) / standard.scale;
        if (!(difference <= tolerance))
          return { kind: "wrong", device, difference };
        largest = Math.max(largest, difference);
        const { oneMs: cpuMs } = standard;
        const patience = Math.max(patienceMs, patienceTimes * cpuMs);
        if (index === 0 && ms > patience) {
          // the first sample's time holds that of compiling the model for the device
          const { ms: sampleMs } = await timedCall(model, call, now);
          if (sampleMs > patience)
            return { kind: "slow", device, sampleMs, cpuMs };
        }
      }
      const callMs = await fastestCallMs(model, standard.timed, now);
      const speed = standard.callMs / callMs;
      return { kind: "measured", device, speed, difference: largest };
    });
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const because = error.message.replace(cpuAdvice, "");
    return { kind: "failed", device, because };
  }
}

function rootMeanSquare(values: Vector): number {
  let squares = 0;
  for (const value of values) squares += value ** 2;
  return Math.sqrt(squares / values.length);
}

/** Largest difference between two. */
function distance(a: Vector, b: Vector): number {
  let largest = 0;
  for (const [index, value] of a.entries())
    largest = Math.max(largest, Math.abs(value - (b[index] ?? NaN)));
  return largest;
}
