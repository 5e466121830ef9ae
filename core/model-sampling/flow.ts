import { atPart, type ModelSampling } from "./model-sampling.ts";

/**
 * A flow's time after its shift to larger ones for large pictures: Esser et al. 2024, eq. 23 (arXiv:2403.03206).
 * @param shift - Above 0; 1 leaves the time as it is.
 * @param time - From 0 to 1.
 */
export function shiftedTime(shift: number, time: number): number {
  return (shift * time) / (1 + (shift - 1) * time);
}

/**
 * A rectified flow x = (1 − sigma) x_0 + sigma n, whose levels are times from 0 to 1: ComfyUI's
 * ModelSamplingDiscreteFlow. The time of a level is the level itself, as there, though the level at that time is
 * shifted once more: even times do not start at the lowest level but above it.
 * @param count - Entries of the table.
 */
export function flowSampling(shift: number, count = 1000): ModelSampling {
  const sigmaAt = (time: number) => shiftedTime(shift, time);
  return {
    process: "flow",
    sigmas: Array.from({ length: count }, (_, i) => sigmaAt((i + 1) / count)),
    sigmaAt,
    timeOf: (sigma) => sigma,
    timeBetween: (sigma) => sigma,
    sigmaAtPart: atPart(sigmaAt, 1),
  };
}

/**
 * The same with the shift exp(mu) and ten times as fine a table: ComfyUI's ModelSamplingFlux.
 * @param mu - That of FLUX grows with the picture, to 1.15 at 1024 × 1024.
 */
export function fluxSampling(mu: number): ModelSampling {
  return flowSampling(Math.exp(mu), 10_000);
}
