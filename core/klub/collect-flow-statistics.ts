import type { CancelSignal } from "../cancel.ts";
import { denoiseBatch } from "../denoise-batch.ts";
import type { Denoiser } from "../denoiser.ts";
import { checkSeed, fillNormals, streams } from "../noise/random.ts";
import { completeOptions } from "../options.ts";
import { sample } from "../sample.ts";
import { heun } from "../solvers/heun.ts";
import { checkStatisticsRequest } from "./check-request.ts";
import type { StatisticsRequest } from "./check-request.ts";
import type { Vector } from "../vector.ts";
import { sumBlocks } from "./blocks.ts";
import { loopGram } from "./gram.ts";
import { logSpaced } from "./levels.ts";
import {
  addResiduals,
  emptyBlocks,
  packBlocks,
  unpackBlocks,
} from "./residual-sums.ts";
import { samplesPerShard } from "./shards.ts";
import type { Shard, ShardStore } from "./shards.ts";
import { addBlocks } from "./statistics.ts";
import type { Statistics } from "./statistics.ts";

/** Numbers that are kept of trajectories that are solved together, at most: 64 MiB. */
const groupNumbers = 2 ** 23;

/** Evaluations of the denoiser that flow statistics cost: Heun's method takes two for all levels but the last. */
export function flowEvaluations({
  samples,
  levels,
}: StatisticsRequest): number {
  return samples * (2 * levels - 1);
}

/**
 * The same statistics along the probability-flow equation instead of Brownian paths: how much D changes over a step of a
 * deterministic solver. No data are needed; x_0 is where a trajectory ends. Increments are as measured, never ideal.
 * @throws BadInput on a request that makes no sense; the signal's reason once it is aborted.
 */
export async function collectFlowStatistics(
  request: StatisticsRequest & {
    readonly denoiser: Denoiser;
    /** Class of a sample by its index; absent for a model without classes. */
    readonly classOf?: (index: number) => number;
    readonly signal?: CancelSignal;
    /** Where finished shards are looked for and kept; absent keeps nothing. */
    readonly shards?: ShardStore;
    /** @param done - Samples. Awaited after each shard and each step within. */
    readonly onProgress?: (done: number) => Promise<void>;
  },
): Promise<Statistics> {
  checkStatisticsRequest(request);
  checkSeed(request.seed);
  const { denoiser, samples, shards, onProgress } = request;
  const levels = logSpaced(request.sigmaMin, request.sigmaMax, request.levels);
  let blocks: Statistics["blocks"] = emptyBlocks(
    sumBlocks(request),
    levels.length,
  );
  const perShard = samplesPerShard(request);
  for (let first = 0; first < samples; first += perShard) {
    const count = Math.min(perShard, samples - first);
    const name = `flow statistics/${first}`;
    let shard = shards?.get(name);
    if (shard === undefined) {
      shard = await makeShard(request, levels, first, count);
      await shards?.put(name, shard);
    }
    blocks = addBlocks(blocks, unpackBlocks(shard.numbers, levels.length));
    await onProgress?.(first + count);
  }
  return {
    levels,
    dimensions: denoiser.shape.reduce((product, n) => product * n, 1),
    sigmaData: denoiser.sigmaData,
    blocks,
  };
}

async function makeShard(
  request: Parameters<typeof collectFlowStatistics>[0],
  levels: Float64Array,
  first: number,
  count: number,
): Promise<Shard> {
  const { denoiser } = request;
  const rows = levels.length;
  const length = denoiser.shape.reduce((product, n) => product * n, 1);
  const most = Math.max(1, Math.floor(groupNumbers / (rows * length)));
  const blocks = emptyBlocks(sumBlocks(request), rows);
  for (let from = 0; from < count; from += most) {
    const size = Math.min(most, count - from);
    const residuals = {
      values: await residualsAlong(request, levels, first + from, size),
      first: first + from,
      count: size,
    };
    await addResiduals(residuals, levels, blocks, denoiser.gram ?? loopGram);
  }
  return { nfe: count * (2 * rows - 1), numbers: packBlocks(blocks) };
}

/** D at each level less the trajectory's end, for some samples, `[count, K, ...shape]`. */
async function residualsAlong(
  request: Parameters<typeof collectFlowStatistics>[0],
  levels: Float64Array,
  first: number,
  count: number,
): Promise<Float64Array> {
  const { denoiser, classOf, seed, signal, onProgress } = request;
  const length = denoiser.shape.reduce((product, n) => product * n, 1);
  const rows = levels.length;
  const x = new Float64Array(count * length);
  for (let k = 0; k < count; k++) {
    const stream = streams.flow;
    const address = { seed, stream, sample: first + k, draw: 0 };
    fillNormals(address, x, k * length, length);
  }
  const labels =
    classOf && Int32Array.from({ length: count }, (_, k) => classOf(first + k));
  const denoise = denoiseBatch(denoiser, count, labels);
  const out = new Float64Array(count * rows * length);
  const keep = (denoised: Vector, level: number): void => {
    for (let k = 0; k < count; k++)
      out.set(
        denoised.subarray(k * length, (k + 1) * length),
        (k * rows + level) * length,
      );
  };
  const end = await sample({
    solver: heun,
    options: completeOptions(heun.parameters, {}, heun.title),
    sigmas: levels.toReversed(),
    x: x.map((z) => (levels[rows - 1] as number) * z),
    denoise,
    noise: () => new Float64Array(x.length),
    ...(signal && { signal }),
    async onStep(step) {
      keep(step.denoised, rows - 1 - step.index);
      await onProgress?.(first);
    },
  });
  // the trajectory's last point, without the noise that is left in it
  const clean = await denoise(end.x, levels[0] as number);
  keep(clean, 0);
  for (let k = 0; k < count; k++)
    for (let at = k * rows * length; at < (k + 1) * rows * length; at++)
      out[at] =
        (out[at] as number) - (clean[k * length + (at % length)] as number);
  return out;
}
