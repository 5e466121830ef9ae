import type { Parameters, ParameterValues } from "../parameter.ts";

/** What a schedule's last noise level is: sigma_min itself, or 0. */
export type Ending = "sigma-min" | "zero";

export interface ScheduleRequest {
  /** Solver steps n, a whole number of at least 1. */
  readonly steps: number;
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  readonly ending: Ending;
  /** The schedule's own parameters, complete. */
  readonly options: ParameterValues;
}

/**
 * A family of schedules. One file each in this folder; the file's name is its permanent id.
 * core/schedules/build.ts checks the request, calls `sigmas` and checks what comes back.
 */
export interface Schedule {
  readonly title: string;
  readonly names: {
    readonly comfyui?: readonly string[];
    readonly diffusers?: string;
  };
  readonly parameters: Parameters;
  readonly source: string;
  /** Its ends are its own: it takes no sigma limits. */
  readonly ownRange?: true;
  /** @returns steps + 1 strictly falling noise levels with the ending that was asked for. */
  sigmas(request: ScheduleRequest): number[];
}
