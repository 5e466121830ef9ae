import { devices, type Device } from "./devices.ts";

/** Largest difference from the CPU's values, as a part of the data's scale, that is still the same model. */
export const tolerance = 1e-3;
/** Another device is worth taking where it is more than this many times as fast as the CPU. */
const worthwhile = 1.1;

/** How a model did on a device other than the CPU. */
export type Trial = { readonly device: Device } & (
  | {
      readonly kind: "measured";
      /** Times as fast as the CPU. */
      readonly speed: number;
      /** Largest difference from the CPU's values, as a part of the data's scale. */
      readonly difference: number;
    }
  | { readonly kind: "wrong"; readonly difference: number }
  | { readonly kind: "slow"; readonly sampleMs: number; readonly cpuMs: number }
  /** The device cannot be had, or the model fails on it. */
  | { readonly kind: "failed"; readonly because: string }
);

export interface Verdict {
  readonly device: Device;
  /** The device, and what speaks for it and against the others. */
  readonly words: string;
}

/**
 * The fastest device that gives the CPU's values, with the reasons.
 * @param batch - Samples of one timed call.
 */
export function deviceVerdict(
  batch: number,
  trials: readonly Trial[],
): Verdict {
  let best: Extract<Trial, { kind: "measured" }> | undefined;
  for (const trial of trials)
    if (
      trial.kind === "measured" &&
      trial.speed > Math.max(worthwhile, best?.speed ?? 0)
    )
      best = trial;
  const others = trials
    .filter((trial) => trial !== best)
    .map((trial) => trialWords(trial, batch));
  if (best === undefined) {
    const because =
      others.length === 0 ? ["there is no other device here"] : others;
    return { device: "cpu", words: `CPU: ${because.join("; ")}` };
  }
  const { device, speed, difference } = best;
  const reason = `${devices[device]}: ${times(speed)} the CPU at batch ${batch}, differs by ${difference.toPrecision(2)} of the data's scale at most`;
  return { device, words: [reason, ...others].join("; ") };
}

function trialWords(trial: Trial, batch: number): string {
  const title = devices[trial.device];
  switch (trial.kind) {
    case "measured":
      return `${title} is ${times(trial.speed)} as fast as the CPU at batch ${batch}`;
    case "wrong":
      return `${title} gives this model wrong values, ${trial.difference.toPrecision(2)} of the data's scale from the CPU's`;
    case "slow":
      return `${title} took ${seconds(trial.sampleMs)} for one sample, the CPU ${seconds(trial.cpuMs)}`;
    case "failed":
      return trial.because;
  }
}

function times(speed: number): string {
  return `${speed.toPrecision(speed < 100 ? 2 : 3)}×`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toPrecision(2)} s`;
}
