import { readdirSync, readFileSync } from "node:fs";

const fixtures = new URL("../../fixtures/pipelines/", import.meta.url).pathname;

/** Numbers in base64, little-endian, row-major. */
export interface ReferenceArray {
  readonly shape: readonly number[];
  readonly dtype: "float32" | "float16" | "uint8";
  readonly base64: string;
}

/** One run of diffusers; test/fixtures/pipelines/README.md says what each field is. */
export interface ReferenceRun {
  readonly settings: {
    readonly name: string;
    readonly solver: "Euler" | "DDIM" | "DPM++ 2M";
    readonly steps: number;
    readonly guidance: number;
    readonly seed: number;
    readonly batch: number;
    /** Height and width of the latents. */
    readonly latent: readonly [number, number];
    readonly prompt: string;
    /** Null where SDXL takes zeros in place of an embedding. */
    readonly negative: string | null;
    readonly strength?: number;
    readonly original_size?: readonly [number, number];
    readonly crops_coords_top_left?: readonly [number, number];
    readonly target_size?: readonly [number, number];
  };
  readonly scheduler: Readonly<Record<string, unknown>>;
  readonly timesteps: readonly number[];
  readonly timestepsRun: readonly number[];
  readonly sigmas?: readonly number[];
  readonly noise: ReferenceArray;
  readonly picture?: ReferenceArray;
  readonly encodedMean?: ReferenceArray;
  readonly encodedDeviation?: ReferenceArray;
  readonly encodeNoise?: ReferenceArray;
  readonly prompt_embeds: ReferenceArray;
  readonly negative_prompt_embeds?: ReferenceArray;
  readonly pooled_prompt_embeds?: ReferenceArray;
  readonly negative_pooled_prompt_embeds?: ReferenceArray;
  readonly firstUnetCall: {
    readonly timestep: number;
    readonly sample: ReferenceArray;
    readonly output: ReferenceArray;
    readonly text_embeds?: ReferenceArray;
    readonly time_ids?: ReferenceArray;
  };
  readonly latentsAfterSteps: ReferenceArray;
  readonly latents: ReferenceArray;
  readonly image: ReferenceArray;
}

export interface ReferenceFamily {
  /** Names of the folders that hold these weights. */
  readonly folders: readonly string[];
  readonly vaeScaleFactor: number;
  readonly scalingFactor: number;
  /** Padded token ids of a prompt, by each of the tokenizers. */
  readonly tokens: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly runs: readonly ReferenceRun[];
}

/** The families of weights: `sd15`, … */
export const familyNames = readdirSync(fixtures).flatMap(
  (file) => /^(sd.*)\.json$/.exec(file)?.[1] ?? [],
);

export function readFamily(name: string): ReferenceFamily {
  return JSON.parse(
    readFileSync(`${fixtures}${name}.json`, "utf8"),
  ) as ReferenceFamily;
}

/** The path of an exported folder. */
export function exportedFolder(name: string): string {
  return `${fixtures}${name}`;
}

/** An IEEE 754 half as a number. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  return exponent === 0
    ? sign * 2 ** -14 * fraction
    : sign * 2 ** (exponent - 15) * (1 + fraction);
}

export function numbersOf({ dtype, base64 }: ReferenceArray): Float32Array {
  const { buffer } = Uint8Array.from(Buffer.from(base64, "base64"));
  switch (dtype) {
    case "float32":
      return new Float32Array(buffer);
    case "float16":
      return Float32Array.from(new Uint16Array(buffer), fromHalf);
    case "uint8":
      return Float32Array.from(new Uint8Array(buffer));
  }
}

/** The largest difference between two arrays of one length. */
export function largestDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = Math.abs((a[index] ?? NaN) - (b[index] ?? NaN));
    // a NaN counts as a difference
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
