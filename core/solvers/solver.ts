import type { DenoisedParts } from "../denoiser.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";
import type { Vector } from "../vector.ts";

/** What a step keeps for later ones beside its first evaluation. */
export type Kept = Readonly<Record<string, Vector | number>>;

/** One evaluation of the denoiser that an earlier step began with. */
export interface PastStep {
  readonly sigma: number;
  readonly x: Vector;
  readonly denoised: Vector;
  /** Empty unless that step gave `kept`. */
  readonly kept: Kept;
}

/**
 * How a state mixes data and noise n: variance-exploding x = x_0 + sigma n, or rectified flow
 * x = (1 − sigma) x_0 + sigma n, where sigma is the flow's time, at most 1.
 */
export type Process = "variance-exploding" | "flow";

export interface StepInput {
  /** State at `sigma`, `[batch, ...shape]`. Not to be changed. */
  readonly x: Vector;
  readonly sigma: number;
  /** Noise level to go to, < `sigma`; 0 where the schedule ends at zero. */
  readonly sigmaNext: number;
  /** Index of this step, from 0. */
  readonly index: number;
  /** The whole schedule, or the solver's own grid: length steps + 1. */
  readonly sigmas: readonly number[];
  /** How many steps the schedule has that the solver's own grid was made from; otherwise those of `sigmas`. */
  readonly scheduleSteps: number;
  /** Earlier steps, newest first, at most `historyLength` of them. */
  readonly history: readonly PastStep[];
  /** The solver's own parameters, complete. */
  readonly options: ParameterValues;
  /**
   * Draws standard normal noise, as long as `x`, each call the next draw.
   * @param sigmaFrom - Noise level at which the interval that the noise belongs to begins.
   * @param sigmaTo - Where it ends: below, or above where noise is put back (churn).
   */
  readonly noise: (sigmaFrom: number, sigmaTo: number) => Vector;
  readonly process: Process;
  /** As `denoise`, with the unconditional D beside it, for CFG++ solvers; each call is one NFE. */
  readonly denoiseParts: (x: Vector, sigma: number) => Promise<DenoisedParts>;
}

export interface StepResult {
  /** State at `sigmaNext`, or at `sigmaReached`. */
  readonly x: Vector;
  /** The evaluation at the start of the step, for the history. */
  readonly denoised: Vector;
  /** Further things for the history. */
  readonly kept?: Kept;
  /**
   * The level that was reached, for a solver that chooses its own steps: from `sigmaNext` up to `sigma`, which says
   * that the trial was rejected. The step is called again from there until `sigmaNext` is reached.
   */
  readonly sigmaReached?: number;
}

/** An option as a peer has it, in terms of ours. */
export interface PeerOption {
  /** Ours, which takes the value as it is. */
  readonly option?: string;
  /** What of ours stands for one of its values. Texts may differ in case and spaces. */
  readonly values?: Readonly<Record<string, ParameterValues>>;
}

/**
 * A solver is a pure step from one noise level to the next; core/sample.ts owns the loop.
 * One file each in this folder; the file's name is its permanent id.
 */
export interface Solver {
  readonly title: string;
  /** Names that others give it, those of `presets` among them; all are taken by the command line too. */
  readonly names: {
    readonly comfyui?: readonly string[];
    readonly diffusers?: readonly string[];
    /** In the programs of the authors. */
    readonly authors?: readonly string[];
  };
  /** Names that stand for this solver with some of its options set. */
  readonly presets?: Readonly<Record<string, ParameterValues>>;
  /** Options that a peer calls or writes otherwise, by its name; taken wherever options are read from text. */
  readonly peerOptions?: Readonly<Record<string, PeerOption>>;
  /** Order of convergence of the deterministic part. */
  readonly order: number;
  /** How many earlier steps `step` reads. */
  readonly historyLength: number;
  /** Whether it draws noise, with these options. */
  stochastic(options: ParameterValues): boolean;
  readonly parameters: Parameters;
  /**
   * Refuses options that cannot go together.
   * @throws BadInput that names them.
   */
  check?(options: ParameterValues): void;
  /** It works on what guidance adds: without guidance it is another solver, see `denoiseParts`. */
  readonly guided?: true;
  /** Evaluations of the denoiser in a step that does not go to zero. */
  readonly evaluationsPerStep: number | "adaptive";
  /**
   * What it does with a flow; absent means that it has no formula for one. `own`: its step works in the flow's terms,
   * from a time of 1 on. `scaled`: its step sees the variance-exploding state x / (1 − sigma) at sigma / (1 − sigma),
   * as solvers do that are written in ln(alpha / sigma).
   */
  readonly flow?: "own" | "scaled";
  /**
   * The noise levels that it steps through instead of the schedule's, for a solver with a grid of its own.
   * @returns Strictly falling, from the same first level.
   * @throws BadInput for a schedule that it cannot make one from.
   */
  grid?(sigmas: readonly number[], options: ParameterValues): number[];
  /** What of a schedule it does not take, as the end of a sentence that its title begins. */
  readonly ownSteps?: string;
  /** Where it comes from: authors, year, equation or algorithm. */
  readonly source: string;
  /** @param denoise - D at one noise level for the whole batch; each call is one NFE. */
  step(
    input: StepInput,
    denoise: (x: Vector, sigma: number) => Promise<Vector>,
  ): Promise<StepResult>;
}
