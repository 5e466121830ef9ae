import type { CancelSignal } from "../../core/cancel.ts";
import type { Measure } from "../../core/klub/tuned/measurer.ts";
import type { MeasuredSchedule } from "../../core/klub/tuned/report.ts";
import type { TuneProgress } from "../../core/klub/tuned/tune.ts";
import type { ShardStore } from "../../core/klub/shards.ts";
import type { Increments, Statistics } from "../../core/klub/statistics.ts";
import type { Ending } from "../../core/schedules/schedule.ts";
import type { Process } from "../../core/solvers/solver.ts";
import type { LoadedModel } from "../../models/load.ts";
import type { KlubSource } from "./klub-source.ts";

/** How an optimization finds its schedules (klub.md). */
export type Method = "exact" | "tuned" | "coordinate";

/** How much method `tuned` measures. */
export type Effort = "quick" | "usual" | "thorough";

/** What is asked of an optimization: plain data. */
export interface OptimizationSettings {
  readonly method: Method;
  /** Our id or a peer's name, and some or all of its options; `tuned` needs it, `coordinate` stops early by it, and what was found is measured with it. */
  readonly solver?: {
    readonly id: string;
    readonly options: Readonly<Record<string, unknown>>;
  };
  readonly steps: readonly number[];
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  readonly samples: number;
  readonly levels: number;
  readonly seed: number;
  /** p of the weight t^-p, for `exact`. */
  readonly weight: number;
  readonly ending: Ending;
  /** What the solver's states are where it measures; variance-exploding where absent. Schedules are noise levels all the same. */
  readonly process?: Process;
  readonly effort: Effort;
  /** As the solver asks where absent. */
  readonly decides?: Measure;
}

/** What an optimization works with. */
export interface OptimizationMeans {
  readonly denoiser: LoadedModel;
  readonly source: KlubSource;
  /** Class of a sample by its index; absent for a model without classes. */
  readonly classOf?: (index: number) => number;
  readonly shards: ShardStore;
  readonly signal: CancelSignal;
  /** Awaited, so that a cancel can come in. */
  readonly onProgress: (progress: OptimizationProgress) => Promise<void>;
}

export interface OptimizationProgress {
  /** Evaluations of the denoiser so far, and of all about. */
  readonly nfe: number;
  readonly planned: number;
  /** What is done now, for people. */
  readonly message: string;
  /** Where statistics are collected: what those so far say. */
  readonly preliminary?: () => Statistics;
  /** Where schedules are measured. */
  readonly tuning?: TuneProgress;
}

export interface OptimizedSchedule {
  readonly steps: number;
  /** Strictly falling, length steps + 1. */
  readonly sigmas: readonly number[];
  /** By the statistics, with the weight that was asked for: of the schedule down to sigma min. */
  readonly klub: number;
  /** For `exact`: as FittedSchedule has it. */
  readonly klubHeldOut?: number;
  /** The evidence, where schedules were measured with a solver. */
  readonly evidence?: MeasuredSchedule;
}

export interface Optimized {
  /** One per number of steps, in the order asked for. */
  readonly schedules: readonly OptimizedSchedule[];
  readonly statistics: Statistics;
  readonly increments: Increments;
  /** Evaluations of the denoiser that it took to find them, those for the model's own samples among them. */
  readonly nfe: number;
  /** Evaluations beside them, by which schedules were measured that were found without measuring. */
  readonly evidenceNfe?: number;
}
