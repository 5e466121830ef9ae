import type { CancelSignal } from "../cancel.ts";
import type { DataSource, Denoiser } from "../denoiser.ts";
import { fillNormals, streams } from "../noise/random.ts";
import { NotFinite } from "../not-finite.ts";
import { loopGram } from "./gram.ts";
import { addResiduals, emptyBlocks, notFiniteAt } from "./residual-sums.ts";
import type { Sums } from "./statistics.ts";

/** Numbers in one call of the denoiser, at most. */
const batchNumbers = 2 ** 17;

export interface ShardRequest {
  readonly denoiser: Denoiser;
  readonly data: DataSource;
  /** Noise levels, strictly rising, length K. */
  readonly levels: Float64Array;
  /** How many sums are made, `sumBlocks`. */
  readonly blocks: number;
  readonly seed: number;
  /** Indices of the samples, from `first` on. */
  readonly first: number;
  readonly count: number;
  readonly signal?: CancelSignal;
  /** Called after each batch with the sums so far and the samples in them, and awaited. */
  readonly onBatch?: (blocks: readonly Sums[], done: number) => Promise<void>;
}

/**
 * One denoiser evaluation per sample and level along one Brownian path per sample, x_{t_k} = x_0 + W(t_k²), and the sums
 * over the samples of each block.
 */
export async function collectSums(
  request: ShardRequest,
): Promise<readonly Sums[]> {
  const { denoiser, levels, seed, first, count } = request;
  const rows = levels.length;
  const length = denoiser.shape.reduce((product, n) => product * n, 1);
  const perGroup = Math.max(1, Math.floor(batchNumbers / (rows * length)));
  const draw = drawnAhead(request, Math.max(perGroup, denoiser.batch ?? 1));
  const blocks = emptyBlocks(request.blocks, rows);
  for (let start = first; start < first + count; start += perGroup) {
    const size = Math.min(perGroup, first + count - start);
    const samples = Array.from({ length: size }, (_, i) => start + i);
    const { x: clean, labels } = await draw(start, size);
    const x = paths(clean, levels, seed, samples, length);
    const values = await residualsOf(request, x, clean, labels, start);
    const residuals = { values, first: start, count: size };
    await addResiduals(residuals, levels, blocks, denoiser.gram ?? loopGram);
    await request.onBatch?.(blocks, start + size - first);
  }
  return blocks;
}

/** Data samples by their index, drawn many at a time: they may be the model's own, and a device wants large batches. */
function drawnAhead(
  { data, seed, first, count }: ShardRequest,
  ahead: number,
): (start: number, size: number) => ReturnType<DataSource["draw"]> {
  const length = data.shape.reduce((product, n) => product * n, 1);
  let from = first;
  let drawn: Awaited<ReturnType<DataSource["draw"]>> | undefined;
  return async (start, size) => {
    if (!drawn || (start + size - from) * length > drawn.x.length) {
      from = start;
      const end = Math.min(first + count, start + Math.max(ahead, size));
      drawn = await data.draw(
        Array.from({ length: end - start }, (_, i) =>
          dataIndex(seed, start + i),
        ),
      );
    }
    const at = start - from;
    const { x, labels } = drawn;
    return {
      x: x.subarray(at * length, (at + size) * length),
      ...(labels && { labels: labels.subarray(at, at + size) }),
    };
  };
}

/** Which data a seed looks at: other seeds, other samples. */
function dataIndex(seed: number, sample: number): number {
  return (seed % 2 ** 20) * 2 ** 32 + sample;
}

/** `[samples, K, length]` */
function paths(
  clean: Float64Array,
  levels: Float64Array,
  seed: number,
  samples: readonly number[],
  length: number,
): Float64Array {
  const rows = levels.length;
  const x = new Float64Array(samples.length * rows * length);
  for (const [i, sample] of samples.entries())
    for (let k = 0; k < rows; k++) {
      const at = (i * rows + k) * length;
      const stream = streams.optimization;
      fillNormals({ seed, stream, sample, draw: k }, x, at, length);
      const [below, here] = [
        k === 0 ? 0 : (levels[k - 1] as number),
        levels[k] as number,
      ];
      const spread = Math.sqrt((here - below) * (here + below));
      for (let j = 0; j < length; j++) {
        const from =
          k === 0
            ? (clean[i * length + j] as number)
            : (x[at - length + j] as number);
        x[at + j] = from + spread * (x[at + j] as number);
      }
    }
  return x;
}

/**
 * D less x_0 at each row, in calls of bounded size, so that a large model's memory is too.
 * @param first - Index of the first sample.
 * @returns As `x`.
 */
async function residualsOf(
  { denoiser, levels, signal }: ShardRequest,
  x: Float64Array,
  clean: Float64Array,
  labels: Int32Array | undefined,
  first: number,
): Promise<Float64Array> {
  const rows = levels.length;
  const length = denoiser.shape.reduce((product, n) => product * n, 1);
  const total = x.length / length;
  const perCall =
    denoiser.batch ?? Math.max(1, Math.floor(batchNumbers / length));
  const out = new Float64Array(x.length);
  for (let start = 0; start < total; start += perCall) {
    signal?.throwIfAborted();
    const size = Math.min(perCall, total - start);
    const sigma = Float64Array.from(
      { length: size },
      (_, row) => levels[(start + row) % rows] as number,
    );
    const rowLabels =
      labels &&
      Int32Array.from(
        { length: size },
        (_, row) => labels[Math.floor((start + row) / rows)] as number,
      );
    const part = x.subarray(start * length, (start + size) * length);
    try {
      out.set(await denoiser.denoise(part, sigma, rowLabels), start * length);
    } catch (error) {
      if (!(error instanceof NotFinite)) throw error;
      const row = start + (error.row % size);
      const sample = first + Math.floor(row / rows);
      throw notFiniteAt(error.model, error.value, levels[row % rows], sample);
    }
  }
  for (let row = 0; row < total; row++) {
    const from = Math.floor(row / rows) * length;
    for (let i = 0; i < length; i++) {
      const at = row * length + i;
      out[at] = (out[at] as number) - (clean[from + i] as number);
    }
  }
  return out;
}
