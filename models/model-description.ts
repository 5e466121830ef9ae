import type { Process } from "../core/solvers/solver.ts";
import type { TrainedAt } from "../core/model-sampling/trained-at.ts";
import type { ModelReference } from "./model-reference.ts";

/** What is known of a model before it computes anything. */
export interface ModelDescription {
  readonly reference: ModelReference;
  readonly title: string;
  /** `[2]`, `[3, 32, 32]`: one sample without the batch. */
  readonly shape: readonly number[];
  /** 0 where it knows no classes. */
  readonly classCount: number;
  readonly labels?: readonly string[];
  /** It computes nothing without a class, so that guidance has nothing to push away from. */
  readonly needsClass?: true;
  /** Scale of classifier-free guidance that it says it is best sampled with. */
  readonly statedGuidance?: number;
  /** What it was trained as, where it says so; a denoiser and a network of noise are for a variance-exploding one. */
  readonly process?: Process;
  /** In data units. */
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  readonly sigmaData: number;
  /** The noise levels that its network was trained at; absent where it has no table of them. */
  readonly trainedAt?: TrainedAt;
  /** Which Stable Diffusion a pipeline is, for tables that were made for one; absent for other models. */
  readonly family?: "SD 1 or 2" | "SDXL";
  /** There where samples are latents, not pictures. */
  readonly latents?: {
    /** Pixels of the picture along one side of a latent's pixel. */
    readonly factor: number;
    /** Whether `shape` is only the size that it was trained at, and height and width may be others. */
    readonly anySize: boolean;
  };
  /** Data values of black and white, where samples are pictures. */
  readonly valueRange?: readonly [number, number];
  /** SHA-256 of the file's bytes, or of a toy's JSON. */
  readonly sha256: string;
  /** What was read and from where, as rows to show: property, value, source. */
  readonly facts: readonly (readonly [string, string, string])[];
}
