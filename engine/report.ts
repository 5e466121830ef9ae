import type { Guidance } from "../core/guidance.ts";
import type { Candidate } from "../core/klub/candidate.ts";
import type { Score, Stage } from "../core/klub/tuned/report.ts";
import type { Interval } from "../core/metrics/jackknife.ts";
import type { Ending } from "../core/schedules/schedule.ts";
import type { Json } from "./json.ts";

/** What travels along a REPORT link: the evidence of an optimization, plain data. */
export interface ReportValue {
  readonly model: {
    readonly name: string;
    readonly sha256: string;
    readonly shape: readonly number[];
    readonly guidance?: Guidance;
    readonly prompts?: {
      readonly positive: readonly string[];
      readonly negative: string;
    };
    /** The class that it was optimized for; absent for each in turn, or a model without. */
    readonly class?: number;
  };
  /** What the data were, in words. */
  readonly data: string;
  readonly solver?: {
    readonly id: string;
    readonly name: string;
    readonly options: Readonly<Record<string, Json>>;
  };
  readonly settings: {
    readonly method: string;
    /** For `tuned`. */
    readonly budget?: string;
    readonly steps: readonly number[];
    readonly sigmaMin: number;
    readonly sigmaMax: number;
    readonly ending: Ending;
    /** Given where the solver's states were those of a flow; schedules are noise levels all the same. */
    readonly process?: "flow";
    readonly samples: number;
    readonly levels: number;
    /** p of the weight t^-p. */
    readonly weight: number;
    readonly seed: number;
  };
  /** Where the model computed. */
  readonly device: string;
  /** Evaluations of the denoiser, all together. */
  readonly nfe: number;
  /** What is to be minded, a sentence each. */
  readonly warnings: readonly string[];
  /** The denoising loss E‖D − x_0‖², each length K, noise levels rising. */
  readonly loss: {
    readonly sigmas: readonly number[];
    readonly loss: readonly number[];
    readonly standardError: readonly number[];
  };
  /** One per number of steps, in the order asked for. */
  readonly schedules: readonly ReportedSchedule[];
}

export interface ReportedSchedule {
  readonly steps: number;
  /** Strictly falling, length steps + 1. */
  readonly sigmas: readonly number[];
  /** The same as times of a flow, where the solver's states are those of one. */
  readonly times?: readonly number[];
  /** The KLUB in nats down to sigma min, whatever weight was optimized for. */
  readonly klub: number;
  /**
   * Its 95 % interval, the jackknife over blocks of the statistics' samples with the schedule as it is; absent where the
   * statistics are in too few blocks to tell.
   */
  readonly klubInterval?: Interval;
  /** What decided, for `tuned`. */
  readonly decides?: "paired" | "distribution";
  /** Of the best found schedule over the best hand-crafted one on fresh noises, by what decided. */
  readonly ratio?: Score;
  /** The fine solution's own scores, for `tuned`. */
  readonly floors?: { readonly paired: number; readonly distribution: number };
  /** What is returned, and why. */
  readonly verdict: string;
  /** The returned one, every other that was measured, and every hand-crafted one. */
  readonly lines: readonly ReportedLine[];
}

/** One schedule of the evidence. */
export interface ReportedLine {
  readonly id: string;
  readonly title: string;
  readonly kind: Candidate["kind"];
  readonly chosen: boolean;
  readonly sigmas: readonly number[];
  readonly klub: number;
  /** As that of the schedule. */
  readonly klubInterval?: Interval;
  /** What follows is known where schedules were measured with a solver. */
  readonly stage?: Stage;
  readonly noises?: number;
  /** Evaluations of the denoiser for one sample. */
  readonly nfe?: number;
  readonly paired?: Score;
  readonly distribution?: Score;
}
