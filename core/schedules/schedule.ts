import type { ModelSampling } from "../model-sampling/model-sampling.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";
import type { Process } from "../solvers/solver.ts";

/** What a schedule's last noise level is: sigma_min itself, or 0. */
export type Ending = "sigma-min" | "zero";

/** Noise levels in data units, 0 < sigmaMin < sigmaMax. */
export interface Limits {
  readonly sigmaMin: number;
  readonly sigmaMax: number;
}

/** What decides whose noise levels a schedule of training levels is made from. */
export interface OfModel {
  /** The schedule's own parameters, complete. */
  readonly options: ParameterValues;
  /** Those that a model itself was trained at, in place of those that the options name. */
  readonly trained?: ModelSampling | undefined;
}

export interface ScheduleRequest extends Limits, OfModel {
  /** Solver steps n, a whole number of at least 1. */
  readonly steps: number;
  readonly ending: Ending;
}

/**
 * A family of schedules. One file each in this folder; the file's name is its permanent id.
 * core/schedules/build.ts checks the request, calls `sigmas` and checks what comes back.
 */
export interface Schedule {
  readonly title: string;
  readonly names: {
    readonly comfyui?: readonly string[];
    readonly diffusers?: readonly string[];
  };
  readonly parameters: Parameters;
  readonly source: string;
  /** Its ends are its own: it takes no sigma limits. */
  readonly ownRange?: true;
  /** The limits that its options give it, for one with a range of its own. Others are refused. */
  readonly limits?: (of: OfModel) => Limits;
  /** What its levels are, with these options: times of a flow, or noise levels where absent. */
  readonly process?: (of: OfModel) => Process;
  /** Why it may have another number of steps than was asked for, as part of a sentence. */
  readonly otherSteps?: string;
  /** @returns steps + 1 strictly falling noise levels with the ending that was asked for. */
  sigmas(request: ScheduleRequest): number[];
}
