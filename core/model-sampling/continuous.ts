import { atPart, type ModelSampling } from "./model-sampling.ts";

/** Entries of the table that schedules over training levels are made from, as many as ComfyUI has. */
const count = 1000;

/** A range of noise levels with a table of 1000, even in ln sigma. */
function continuous(
  sigmaMin: number,
  sigmaMax: number,
  times: Pick<ModelSampling, "sigmaAt" | "timeOf">,
): ModelSampling {
  const at = (share: number) => sigmaMin ** (1 - share) * sigmaMax ** share;
  return {
    process: "variance-exploding",
    sigmas: Array.from({ length: count }, (_, i) => at(i / (count - 1))),
    ...times,
    timeBetween: times.timeOf,
    sigmaAtPart: atPart(at),
  };
}

/** Any noise level of a range, with the time ln(sigma) / 4 of Karras et al. 2022, Table 1: ComfyUI's ModelSamplingContinuousEDM. */
export function edmSampling(sigmaMin: number, sigmaMax: number): ModelSampling {
  return continuous(sigmaMin, sigmaMax, {
    timeOf: (sigma) => Math.log(sigma) / 4,
    sigmaAt: (time) => Math.exp(time * 4),
  });
}

/** Any noise level of a range, with the angle of signal to noise as a share of a right angle for time: ComfyUI's ModelSamplingContinuousV. */
export function angleSampling(
  sigmaMin: number,
  sigmaMax: number,
): ModelSampling {
  return continuous(sigmaMin, sigmaMax, {
    timeOf: (sigma) => (Math.atan(sigma) * 2) / Math.PI,
    sigmaAt: (time) => Math.tan((time * Math.PI) / 2),
  });
}
