import type { Guidance } from "../core/guidance.ts";
import type { Increments, Statistics } from "../core/klub/statistics.ts";
import type { Ending } from "../core/schedules/schedule.ts";
import type { TrainedAt } from "../core/model-sampling/trained-at.ts";
import type { ParameterValues } from "../core/parameter.ts";
import type { EncodedPrompt, Prompts } from "../core/prompts.ts";
import type { Process } from "../core/solvers/solver.ts";
import type { Vector } from "../core/vector.ts";
import type { Json } from "./json.ts";
import type { ReportValue } from "./report.ts";

/** What travels along links, by socket type. All of it is plain data that survives a structured clone. */
export interface SocketValues {
  MODEL: ModelValue;
  SOLVER: { readonly id: string; readonly options: ParameterValues };
  SCHEDULE: ScheduleValue;
  /** For several numbers of steps, at least one. */
  SCHEDULES: readonly ScheduleValue[];
  STATISTICS: StatisticsValue;
  REPORT: ReportValue;
  LATENT: SamplesValue;
  IMAGE: ImageValue;
  CLIP: TextEncoderValue;
  CONDITIONING: ConditioningValue;
  VAE: VaeValue;
  NUMBER: number;
}

export type SocketType = keyof SocketValues;

/** A reference to a model; models/ makes a Denoiser of it, once per process. */
export interface ModelValue {
  /** What the model is, in the terms of models/: a toy's own JSON, or a file. */
  readonly reference: Json;
  readonly title: string;
  readonly shape: readonly number[];
  readonly classCount: number;
  readonly labels?: readonly string[];
  /** What it was trained as, where it says so; variance-exploding where absent. */
  readonly process?: Process;
  /** It computes nothing without a class, so that guidance has nothing to push away from. */
  readonly needsClass?: true;
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  readonly sigmaData: number;
  /** The noise levels that its network was trained at; absent where it has no table of them. */
  readonly trainedAt?: TrainedAt;
  /** Which Stable Diffusion it is; absent for other models. */
  readonly family?: "SD 1 or 2" | "SDXL";
  /** There where samples are latents of pictures. */
  readonly latents?: {
    /** Pixels along one side of a latent's pixel. */
    readonly factor: number;
    /** Whether latents of another height and width than `shape` says can be sampled too. */
    readonly anySize: boolean;
  };
  /** What the pictures are to be of, for a model that takes prompts; each is a class. */
  readonly prompts?: Prompts;
  /** Data values that stand for black and white, where samples are pictures. */
  readonly valueRange?: readonly [number, number];
  /** The class to sample, `null` for each class in turn (sample k has class k mod classCount). */
  readonly classLabel: number | null;
  /** Scale of classifier-free guidance that the model says it is best sampled with. */
  readonly statedGuidance?: number;
  /** Guidance that is on top of the model; absent for none. */
  readonly guidance?: Guidance;
  /** SHA-256 of the model's bytes (a file) or of its JSON (a toy). */
  readonly sha256: string;
}

export interface ScheduleValue {
  /** Length steps + 1, strictly falling. */
  readonly sigmas: Float64Array;
  readonly ending: Ending;
  /** What the levels are: times of a flow from 1 to 0, or noise levels in data units, as where it is absent. */
  readonly process?: Process;
  /** How it came about, for titles and exports: `EDM, rho 7`, `AYS-optimized for Ring of 8`. */
  readonly source: string;
  readonly klub?: number;
  readonly model?: { readonly name: string; readonly sha256: string };
  readonly solver?: string;
}

/** What an optimization measured of a model: every schedule's KLUB follows from it without the model. */
export interface StatisticsValue {
  readonly statistics: Statistics;
  readonly increments: Increments;
  /** p of the weight t^-p that was optimized for. */
  readonly weight: number;
  readonly model: {
    readonly name: string;
    readonly sha256: string;
    readonly guidance?: Guidance;
  };
}

export interface SamplesValue {
  /** `[count, ...shape]`, row-major, in data units. */
  readonly data: Vector;
  readonly count: number;
  readonly shape: readonly number[];
  readonly valueRange?: readonly [number, number];
  /** Noise level that the samples are at where they are not clean: the last of the schedule that they were made along. */
  readonly level?: number;
  /** What `level` is, as in `ScheduleValue`. */
  readonly process?: ScheduleValue["process"];
  /** How often noise was drawn for them after their start, so that a further Sampler can go on from there. */
  readonly draws?: number;
  readonly labels?: Int32Array;
  /** An encoder drew them, or what they were made of, by a seed: noise of the same seed goes on behind that draw. */
  readonly encoded?: true;
  /** They are zeros and only a size: sampling begins with noise alone. */
  readonly empty?: true;
  /** States at each noise level for the first few samples, `[steps + 1][kept, ...shape]`, for trajectories. */
  readonly path?: readonly Vector[];
  /** True data of the model where it is known exactly, as many as were wanted for a picture. */
  readonly reference?: Float32Array;
  readonly nfe: number;
  /** How they were made, for the files that they are saved in. */
  readonly origin?: SamplesOrigin;
}

/** Pictures as they are looked at, all of one size; ComfyUI's IMAGE, channels first. */
export interface ImageValue {
  /** `[count, ...shape]`, row-major, 0 (black) to 1 (white), in sRGB. */
  readonly pixels: Float32Array;
  readonly count: number;
  /** 1 channel is grey, 3 are RGB. */
  readonly shape: readonly [channels: 1 | 3, height: number, width: number];
  /** How they were made, for the files that they are saved in; absent where they came from files. */
  readonly origin?: SamplesOrigin;
}

/** A reference to the text encoders of a pipeline with their tokenizers. */
export interface TextEncoderValue {
  readonly reference: Json;
  readonly title: string;
  /** Where there is no negative prompt, its states are zeros, not those of an empty prompt. */
  readonly zerosForNone: boolean;
}

export interface ConditioningValue {
  /** At least one. */
  readonly prompts: readonly EncodedPrompt[];
  /** What encoded them. */
  readonly encoder: TextEncoderValue;
}

/** A reference to the VAE of a pipeline. */
export interface VaeValue {
  readonly reference: Json;
  readonly title: string;
  /** Channels of its latents. */
  readonly channels: number;
  /** Pixels along one side of a latent's pixel. */
  readonly factor: number;
  /** Of which the sides of latents are multiples that the pipeline's network can halve. */
  readonly multiple: number;
}

export interface SamplesOrigin {
  readonly model: {
    readonly name: string;
    readonly sha256: string;
    readonly guidance?: Guidance;
    readonly prompts?: {
      readonly positive: readonly string[];
      readonly negative: string;
    };
  };
  /** The solver's title and its options. */
  readonly solver: { readonly name: string; readonly options: ParameterValues };
  readonly schedule: {
    readonly source: string;
    readonly ending: Ending;
    readonly sigmas: readonly number[];
  };
  readonly seed: number;
  /** Where the noise came from, an id of core/noise/noise-kinds.ts. */
  readonly noise: string;
  /** Given where the schedule's levels are times of a flow. */
  readonly flow?: { readonly shift: number };
}
