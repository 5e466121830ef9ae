import { zipSync } from "fflate";
import { extname } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import type { Vector } from "../core/vector.ts";
import { toNested } from "../nodes/formats/nested.ts";
import { writeNpy } from "../nodes/formats/npy.ts";
import { encodePng, gridOf } from "../nodes/formats/picture.ts";
import { samplePictures } from "../nodes/formats/sample-pictures.ts";

/** What `sample` made. */
export interface SampleResult {
  /** `[count, ...shape]`. */
  readonly data: Vector;
  readonly count: number;
  readonly shape: readonly number[];
  readonly valueRange?: readonly [number, number];
  readonly labels: Int32Array | undefined;
  /** Length steps + 1. */
  readonly sigmas: readonly number[];
  /** State at each sigma, `[steps + 1][count, ...shape]`: first the start, last the samples. */
  readonly states: readonly Vector[];
  readonly nfe: number;
  readonly seconds: number;
}

const encoders = {
  ".npy": ({ data, count, shape }) => writeNpy(data, [count, ...shape]),
  ".npz": npzOf,
  ".json": jsonOf,
  ".png": (result) => encodePng(gridOf(samplePictures(result))),
} as const satisfies Record<
  string,
  (result: SampleResult) => Uint8Array | string
>;

/**
 * How to write the file that was asked for, decided by its ending.
 * @throws BadInput where the ending is none that can be written.
 */
export function sampleEncoder(
  path: string,
): (result: SampleResult) => Uint8Array | string {
  const ending = extname(path).toLowerCase();
  const found = Object.entries(encoders).find(([known]) => known === ending);
  if (found) return found[1];
  throw new BadInput(
    `--out must end in ${Object.keys(encoders).join(", ")}, got ${path}`,
  );
}

function npzOf(result: SampleResult): Uint8Array {
  const { data, count, shape, labels, sigmas } = result;
  const files = {
    "samples.npy": writeNpy(data, [count, ...shape]),
    "sigmas.npy": writeNpy(Float64Array.from(sigmas), [sigmas.length]),
    ...(labels ? { "labels.npy": writeNpy(labels, [count]) } : {}),
  };
  // one fixed date, so that the same samples give the same file
  return zipSync(files, { level: 6, mtime: "1980-01-01T00:00:00" });
}

/** Each number as the double that it is, in the fewest digits that read back exactly. */
function jsonOf(result: SampleResult): string {
  const shape = [result.count, ...result.shape];
  const json = {
    samples: toNested(result.data, shape),
    steps: result.states.map((state) => toNested(state, shape)),
    sigmas: result.sigmas,
    ...(result.labels ? { labels: [...result.labels] } : {}),
    nfe: result.nfe,
    seconds: result.seconds,
  };
  return `${JSON.stringify(json)}\n`;
}
