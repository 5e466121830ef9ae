import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fromHalf } from "../../../models/half.ts";

/** See test/fixtures/pipelines/README.md. */
export interface FixtureArray {
  readonly shape: readonly number[];
  readonly dtype: "float32" | "float16" | "uint8";
  readonly base64: string;
}

export interface PipelineRun {
  readonly settings: {
    readonly name: string;
    readonly solver: "Euler" | "DDIM" | "DPM++ 2M";
    readonly steps: number;
    readonly guidance: number;
    readonly seed: number;
    readonly batch: number;
    readonly latent: readonly [height: number, width: number];
    readonly prompt: string;
    readonly negative: string | null;
    readonly strength?: number;
    /** Height and width, top and left. */
    readonly original_size?: readonly [number, number];
    readonly crops_coords_top_left?: readonly [number, number];
    readonly target_size?: readonly [number, number];
  };
  readonly scheduler: Readonly<Record<string, unknown>>;
  readonly timestepsRun: readonly number[];
  readonly sigmas?: readonly number[];
  readonly noise: FixtureArray;
  readonly picture?: FixtureArray;
  readonly encodedMean?: FixtureArray;
  readonly encodedDeviation?: FixtureArray;
  readonly encodeNoise?: FixtureArray;
  readonly latentsAfterSteps: FixtureArray;
  readonly latents: FixtureArray;
  readonly image: FixtureArray;
  readonly prompt_embeds: FixtureArray;
  readonly negative_prompt_embeds?: FixtureArray;
  readonly pooled_prompt_embeds?: FixtureArray;
  readonly firstUnetCall: {
    readonly timestep: number;
    readonly sample: FixtureArray;
    readonly output: FixtureArray;
    readonly text_embeds?: FixtureArray;
    readonly time_ids?: FixtureArray;
  };
}

export interface PipelineReference {
  readonly folders: readonly string[];
  readonly vaeScaleFactor: number;
  readonly scalingFactor: number;
  /** Token ids of some texts, of each tokenizer. */
  readonly tokens: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly runs: readonly PipelineRun[];
}

const root = fileURLToPath(
  new URL("../../fixtures/pipelines/", import.meta.url),
);

export function pipelineFolder(name: string): string {
  return root + name;
}

export const families = ["sd15", "sd2-v", "sdxl"].filter((family) =>
  existsSync(`${root}${family}.json`),
);

export function pipelineReference(family: string): PipelineReference {
  return JSON.parse(
    readFileSync(`${root}${family}.json`, "utf8"),
  ) as PipelineReference;
}

export function numbersOf({ dtype, base64 }: FixtureArray): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  switch (dtype) {
    case "float32":
      return new Float32Array(bytes.buffer);
    case "float16":
      return fromHalf(new Uint16Array(bytes.buffer));
    case "uint8":
      return Float32Array.from(bytes);
  }
}

/** The largest difference, as a share of the largest wanted number. */
export function difference(
  given: ArrayLike<number>,
  wanted: ArrayLike<number>,
): number {
  if (given.length !== wanted.length) return Infinity;
  let most = 0;
  let scale = 0;
  for (let i = 0; i < wanted.length; i++) {
    most = Math.max(most, Math.abs((given[i] ?? NaN) - (wanted[i] ?? NaN)));
    scale = Math.max(scale, Math.abs(wanted[i] ?? NaN));
  }
  return most / scale;
}
