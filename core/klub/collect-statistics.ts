import type { CancelSignal } from "../cancel.ts";
import type { DataSource, Denoiser } from "../denoiser.ts";
import { checkSeed } from "../noise/random.ts";
import { checkStatisticsRequest } from "./check-request.ts";
import type { StatisticsRequest } from "./check-request.ts";
import { sumBlocks } from "./blocks.ts";
import { collectSums } from "./collect-sums.ts";
import { logSpaced } from "./levels.ts";
import { packBlocks, unpackBlocks } from "./residual-sums.ts";
import { samplesPerShard } from "./shards.ts";
import type { ShardStore } from "./shards.ts";
import { addBlocks } from "./statistics.ts";
import type { Statistics, Sums } from "./statistics.ts";

/** The shard of a whole pass, the sum of all others. */
export const wholePass = "statistics";

export interface StatisticsProgress {
  /** Samples. */
  readonly done: number;
  readonly total: number;
  /** What all samples so far say; made when it is asked for. */
  readonly preliminary: () => Statistics;
}

/** Evaluations of the denoiser that a request costs. */
export function evaluations(request: StatisticsRequest): number {
  return request.samples * request.levels;
}

/**
 * One pass over the data (klub.md, method `exact`, steps 1 and 2), shard by shard: the sums of the shards are added in
 * their order, so that the result is the same bits however the shards were run.
 * @param onProgress - Awaited after each batch.
 * @throws BadInput on a request that makes no sense; the signal's reason once it is aborted.
 */
export async function collectStatistics(
  request: StatisticsRequest & {
    readonly denoiser: Denoiser;
    readonly data: DataSource;
    readonly signal?: CancelSignal;
    /** Where finished shards are looked for and kept; absent keeps nothing. */
    readonly shards?: ShardStore;
    readonly onProgress?: (progress: StatisticsProgress) => Promise<void>;
  },
): Promise<Statistics> {
  checkStatisticsRequest(request);
  checkSeed(request.seed);
  const { denoiser, data, samples, seed, signal, shards, onProgress } = request;
  const levels = logSpaced(request.sigmaMin, request.sigmaMax, request.levels);
  const statisticsOf = (blocks: readonly Sums[]): Statistics => ({
    levels,
    dimensions: denoiser.shape.reduce((product, n) => product * n, 1),
    sigmaData: denoiser.sigmaData,
    blocks,
  });
  const whole = shards?.get(wholePass);
  if (whole) return statisticsOf(unpackBlocks(whole.numbers, levels.length));
  let sum: readonly Sums[] | undefined;
  const blocks = sumBlocks(request);
  const perShard = samplesPerShard(request);
  for (let first = 0; first < samples; first += perShard) {
    const before = sum;
    const count = Math.min(perShard, samples - first);
    const name = `${wholePass}/${first}`;
    const found = shards?.get(name);
    const shard = found
      ? unpackBlocks(found.numbers, levels.length)
      : await collectSums({
          denoiser,
          data,
          levels,
          blocks,
          seed,
          first,
          count,
          ...(signal && { signal }),
          onBatch: async (made, done) =>
            onProgress?.({
              done: first + done,
              total: samples,
              preliminary: () => statisticsOf(addBlocks(before, made)),
            }),
        });
    if (!found)
      await shards?.put(name, {
        nfe: count * levels.length,
        numbers: packBlocks(shard),
      });
    sum = addBlocks(before, shard);
  }
  // checked above: at least two samples, so at least one shard
  const all = sum as readonly Sums[];
  await shards?.put(wholePass, {
    nfe: evaluations(request),
    numbers: packBlocks(all),
  });
  return statisticsOf(all);
}
