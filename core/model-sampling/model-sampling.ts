import type { Process } from "../solvers/solver.ts";

/**
 * The noise levels of a model and time, the number by which the model is told of them, as ComfyUI's model sampling has
 * them. What a model predicts (noise, v, flow) does not change them.
 */
export interface ModelSampling {
  /** What the levels are: noise levels in data units, or times of a flow in (0, 1]. */
  readonly process: Process;
  /** Rising: those it was trained at, or a table of a continuous range; the first and the last are its limits. */
  readonly sigmas: readonly number[];
  /** The level at a time, between two of a table too. */
  sigmaAt(time: number): number;
  /** The time of a level, a whole number where they have a table only. */
  timeOf(sigma: number): number;
  /** The time of a level between two of a table, as diffusers has it. */
  timeBetween(sigma: number): number;
  /**
   * The level after a part of the sampling, ComfyUI's percent_to_sigma: even in time, but with an end of its own
   * at 0, which lies above every level, and 0 at 1.
   * @param part - From 0 to 1.
   */
  sigmaAtPart(part: number): number;
}

/** ComfyUI's stand-in for a level above every noise level. */
const aboveAll = 999_999_999.9;

/**
 * The level after a part of the sampling.
 * @param start - What it is at 0.
 * @param sigmaAt - The level at a share of the time, that of the highest level being 1.
 */
export function atPart(
  sigmaAt: (share: number) => number,
  start = aboveAll,
): (part: number) => number {
  return (part) => {
    if (part <= 0) return start;
    return part >= 1 ? 0 : sigmaAt(1 - part);
  };
}
