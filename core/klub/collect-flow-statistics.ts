import type { CancelSignal } from "../cancel.ts";
import { denoiseBatch } from "../denoise-batch.ts";
import type { Denoiser } from "../denoiser.ts";
import { checkSeed, fillNormals, streams } from "../noise/random.ts";
import { completeOptions } from "../options.ts";
import { sample } from "../sample.ts";
import { heun } from "../solvers/heun.ts";
import { checkStatisticsRequest } from "./check-request.ts";
import type { StatisticsRequest } from "./check-request.ts";
import { shardSamples } from "./collect-sums.ts";
import { logSpaced } from "./levels.ts";
import {
  addResiduals,
  emptySums,
  packHalves,
  unpackHalves,
} from "./residual-sums.ts";
import type { Shard, ShardStore } from "./shards.ts";
import { addSums } from "./statistics.ts";
import type { Statistics, Sums } from "./statistics.ts";

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
  let halves: readonly [Sums, Sums] = [
    emptySums(levels.length),
    emptySums(levels.length),
  ];
  for (let first = 0; first < samples; first += shardSamples) {
    const count = Math.min(shardSamples, samples - first);
    const name = `flow statistics/${first}`;
    let shard = shards?.get(name);
    if (shard === undefined) {
      shard = await makeShard(request, levels, first, count);
      await shards?.put(name, shard);
    }
    const [even, odd] = unpackHalves(shard.numbers, levels.length);
    halves = [addSums(halves[0], even), addSums(halves[1], odd)];
    await onProgress?.(first + count);
  }
  return {
    levels,
    dimensions: denoiser.shape.reduce((product, n) => product * n, 1),
    sigmaData: denoiser.sigmaData,
    halves,
  };
}

async function makeShard(
  request: Parameters<typeof collectFlowStatistics>[0],
  levels: Float64Array,
  first: number,
  count: number,
): Promise<Shard> {
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
  const denoised: ArrayLike<number>[] = [];
  const end = await sample({
    solver: heun,
    options: completeOptions(heun.parameters, {}, heun.title),
    sigmas: levels.toReversed(),
    x: x.map((z) => (levels[rows - 1] as number) * z),
    denoise,
    noise: () => new Float64Array(x.length),
    ...(signal && { signal }),
    async onStep(step) {
      denoised[rows - 1 - step.index] = step.denoised;
      await onProgress?.(first);
    },
  });
  // the trajectory's last point, without the noise that is left in it
  const clean = await denoise(end.x, levels[0] as number);
  denoised[0] = clean;
  const halves = [emptySums(rows), emptySums(rows)] as const;
  for (let k = 0; k < count; k++) {
    const own = Float64Array.from({ length: rows * length }, (_, i) => {
      const level = denoised[Math.floor(i / length)];
      return level?.[k * length + (i % length)] ?? NaN;
    });
    addResiduals(
      own,
      Float64Array.from(clean.subarray(k * length, (k + 1) * length)),
      levels,
      halves[(first + k) % 2 === 0 ? 0 : 1],
    );
  }
  return { nfe: count * (2 * rows - 1), numbers: packHalves(halves) };
}
