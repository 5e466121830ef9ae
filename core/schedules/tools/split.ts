import { BadInput } from "../../bad-input.ts";

/** The two parts of a schedule. The level between them is the last of one and the first of the other. */
export interface Split {
  readonly high: readonly number[];
  readonly low: readonly number[];
}

/**
 * The first steps of a schedule, and the others.
 * @param step - How many steps the high part has.
 * @throws BadInput where a part has no step.
 */
export function splitAtStep(sigmas: ArrayLike<number>, step: number): Split {
  const steps = sigmas.length - 1;
  if (steps === 1)
    throw new BadInput(
      "a schedule of 1 step cannot be split into two parts that have a step each, wanted one of at least 2 steps",
    );
  if (!Number.isInteger(step) || step < 1 || step >= steps)
    throw new BadInput(
      `the step to split at must be a whole number from 1 to ${steps - 1}, so that each part of the ${steps} steps has one, got ${step}`,
    );
  const all = Array.from(sigmas);
  return { high: all.slice(0, step + 1), low: all.slice(step) };
}

/**
 * The last round(steps × denoise) steps of a schedule as its low part, and the others: ComfyUI's SplitSigmasDenoise,
 * which rounds a half to the even number.
 * @param denoise - From 0 to 1.
 * @throws BadInput where a part has no step.
 */
export function splitAtDenoise(
  sigmas: ArrayLike<number>,
  denoise: number,
): Split {
  const steps = sigmas.length - 1;
  if (!(denoise >= 0 && denoise <= 1))
    throw new BadInput(`denoise must be a number from 0 to 1, got ${denoise}`);
  const low = roundHalfEven(steps * denoise);
  if (low === 0 || low === steps)
    throw new BadInput(
      `denoise ${denoise} of ${steps} ${steps === 1 ? "step" : "steps"} leaves no step for the ${low === 0 ? "low" : "high"} part: round(${steps} × ${denoise}) is ${low}, wanted ${steps > 2 ? `1 to ${steps - 1}` : steps === 2 ? "1" : "a schedule of at least 2 steps"}`,
    );
  return splitAtStep(sigmas, steps - low);
}

/** As Python's round. */
function roundHalfEven(value: number): number {
  return value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
}
