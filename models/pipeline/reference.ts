import type { Device } from "../devices.ts";

/** A Stable Diffusion pipeline in words that travel between processes: plain JSON. */
export interface PipelineReference {
  readonly kind: "pipeline";
  /** An absolute path. */
  readonly folder: string;
  /** Where it computes; absent means `cpu`. */
  readonly device?: Device;
  /**
   * The time that the network is told for a level between two timesteps: that of the nearest, as ComfyUI, where absent; or one
   * between them, as diffusers' Euler.
   */
  readonly time?: "between";
}
