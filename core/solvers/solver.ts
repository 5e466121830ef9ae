import type { Parameters, ParameterValues } from "../parameter.ts";
import type { Vector } from "../vector.ts";

/** One evaluation of the denoiser that an earlier step began with. */
export interface PastStep {
  readonly sigma: number;
  readonly x: Vector;
  readonly denoised: Vector;
}

export interface StepInput {
  /** State at `sigma`, `[batch, ...shape]`. Not to be changed. */
  readonly x: Vector;
  readonly sigma: number;
  /** Noise level to go to, < `sigma`; 0 where the schedule ends at zero. */
  readonly sigmaNext: number;
  /** Index of this step, from 0. */
  readonly index: number;
  /** The whole schedule, length steps + 1. */
  readonly sigmas: readonly number[];
  /** Earlier steps, newest first, at most `historyLength` of them. */
  readonly history: readonly PastStep[];
  /** The solver's own parameters, complete. */
  readonly options: ParameterValues;
  /**
   * Draws standard normal noise, as long as `x`, each call the next draw.
   * @param sigmaFrom - The higher noise level of the interval that the noise belongs to.
   * @param sigmaTo - The lower one.
   */
  readonly noise: (sigmaFrom: number, sigmaTo: number) => Vector;
}

/**
 * A solver is a pure step from one noise level to the next; core/sample.ts owns the loop.
 * One file each in this folder; the file's name is its permanent id.
 */
export interface Solver {
  readonly title: string;
  /** Names that others give it, taken by the command line too. */
  readonly names: {
    readonly comfyui?: readonly string[];
    readonly diffusers?: string;
  };
  /** Further names that stand for this solver with some of its options set. */
  readonly presets?: Readonly<Record<string, ParameterValues>>;
  /** Order of convergence of the deterministic part. */
  readonly order: number;
  /** How many earlier steps `step` reads. */
  readonly historyLength: number;
  /** Whether it draws noise, with these options. */
  stochastic(options: ParameterValues): boolean;
  readonly parameters: Parameters;
  /** Where it comes from: authors, year, equation or algorithm. */
  readonly source: string;
  /**
   * @param denoise - D at one noise level for the whole batch; each call is one NFE.
   * @returns The state at `sigmaNext`, and the denoised evaluation at the start of the step for the history.
   */
  step(
    input: StepInput,
    denoise: (x: Vector, sigma: number) => Promise<Vector>,
  ): Promise<{ x: Vector; denoised: Vector }>;
}
