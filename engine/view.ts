import type { Curves } from "../core/klub/objective.ts";

/**
 * What a node shows of its result: on its body, in the inspector and in the run history.
 * Plain data that travels as bytes; the window draws it.
 */
export type View =
  | {
      readonly kind: "image";
      /** An encoded PNG. */
      readonly png: Uint8Array;
      readonly width: number;
      readonly height: number;
      readonly caption?: string;
    }
  | {
      readonly kind: "scatter";
      /** `[count, 2]`. */
      readonly points: Float32Array;
      /** True data to show behind the points, `[count, 2]`. */
      readonly reference?: Float32Array;
      /** Paths of some points from noise to sample, each `[steps + 1, 2]`. */
      readonly trajectories?: readonly Float32Array[];
      readonly caption?: string;
    }
  | {
      readonly kind: "lines";
      readonly x: { readonly label: string; readonly scale: "linear" | "log" };
      readonly y: { readonly label: string; readonly scale: "linear" | "log" };
      readonly series: readonly {
        readonly name: string;
        readonly x: Float64Array;
        readonly y: Float64Array;
        /** Drawn strong, as the one that matters; others dashed behind it. */
        readonly emphasis?: boolean;
        /** Where the line may lie by chance as well: drawn as a band, length of `y` each. */
        readonly band?: {
          readonly low: Float64Array;
          readonly high: Float64Array;
        };
        /** Only its points, without a line through them. */
        readonly pointsOnly?: boolean;
      }[];
      readonly caption?: string;
    }
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
      /** Index of the row to mark as the best one. */
      readonly best?: number;
      readonly caption?: string;
    }
  | {
      readonly kind: "files";
      readonly files: readonly {
        readonly path: string;
        readonly name: string;
        readonly bytes: number;
      }[];
    }
  | {
      readonly kind: "text";
      readonly text: string;
      readonly copyable?: boolean;
    }
  | {
      /** What the Optimization panel shows: all that is known of an optimization, while it runs and after. */
      readonly kind: "optimization";
      /** The denoising loss over the noise level. */
      readonly loss: LinesView;
      /** The KLUB over the number of steps. */
      readonly klubs: LinesView;
      /** One for each number of steps that has been begun, in the order asked for. */
      readonly schedules: readonly {
        readonly steps: number;
        /** Noise levels by step, the best one over the hand-crafted ones. */
        readonly lines: LinesView;
        /** Of the candidates, where they are measured. */
        readonly scores?: ScoreList;
        /** From the same noises, the fine solution last. */
        readonly samples?: readonly {
          readonly title: string;
          readonly view: Extract<View, { kind: "image" | "scatter" }>;
        }[];
      }[];
    }
  | {
      /** What the schedule editor starts from, with all that it takes to judge a schedule without the engine. */
      readonly kind: "schedule-editor";
      /** The schedule that came in, strictly falling; absent where none is linked. */
      readonly incoming?: {
        readonly name: string;
        readonly sigmas: Float64Array;
      };
      /** The levels are times of a flow, at most 1, not noise levels in data units. */
      readonly flow: boolean;
      readonly statistics?: {
        /** The model that was measured. */
        readonly model: string;
        readonly curves: Curves;
        /** p of the weight t^-p. */
        readonly weight: number;
        /** Standard deviation of the data. */
        readonly sigmaData: number;
      };
    };

export type LinesView = Extract<View, { kind: "lines" }>;

/** Scores of candidates, less is better, the best first. */
export interface ScoreList {
  /** What is measured: `paired error`. */
  readonly measure: string;
  readonly of: "noises" | "samples";
  readonly rows: readonly {
    readonly name: string;
    readonly handCrafted: boolean;
    /** `choosing`, `polishing`, `confirming` while it is measured; then how far it came. */
    readonly stage: string;
    /** Noises, or samples of statistics, that its score is of. */
    readonly count: number;
  }[];
  /** Of each row. */
  readonly value: Float64Array;
  /** The 95 % interval of each row, NaN where it is not known. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The row that is returned. */
  readonly chosen?: number;
  /** What the fine solution itself has: no schedule can be told to be better. */
  readonly floor?: number;
  /** One sentence: what is returned, and why. */
  readonly verdict?: string;
}
