import { blockNumbers, sumBlocks } from "./blocks.ts";

/** A finished piece of a long computation: plain numbers, which can be kept in a file. */
export interface Shard {
  /** Evaluations of the denoiser that it took, for all samples together. */
  readonly nfe: number;
  readonly numbers: Float64Array;
}

/**
 * Where finished shards are kept. A computation asks for each shard by its name and makes those that are not there:
 * after any interruption it runs again from its start, finds what it had made, and comes to the same bits.
 */
export interface ShardStore {
  get(name: string): Shard | undefined;
  /** Awaited: a shard that was put is there after a crash. */
  put(name: string, shard: Shard): Promise<void>;
}

/** Shards in memory only. */
export function memoryShards(): ShardStore {
  const kept = new Map<string, Shard>();
  return {
    get: (name) => kept.get(name),
    async put(name, shard) {
      kept.set(name, shard);
    },
  };
}

/** What a computation has taken so far, found shards among it: the same however often it was interrupted. */
export interface ShardLedger {
  readonly nfe: number;
  /** The shard of this name, found or made. @param make - Called at most once. */
  shard(name: string, make: () => Promise<Shard>): Promise<Shard>;
}

/** @param onShard - Awaited after each shard that was made. */
export function shardLedger(
  store: ShardStore,
  onShard: (nfe: number) => Promise<void>,
): ShardLedger {
  const counted = new Set<string>();
  let nfe = 0;
  return {
    get nfe() {
      return nfe;
    },
    async shard(name, make) {
      const found = store.get(name);
      const shard = found ?? (await make());
      if (!counted.has(name)) {
        counted.add(name);
        nfe += shard.nfe;
      }
      if (found === undefined) {
        await store.put(name, shard);
        await onShard(nfe);
      }
      return shard;
    },
  };
}

/** Samples of one shard of statistics, or a multiple of it. */
const fewestSamples = 64;

/** Numbers in all shards of statistics together, about at most: 32 MiB. */
const mostNumbers = 2 ** 22;

/** Shards of statistics where their numbers are many: what is lost with one is an eighth at most. */
const fewestShards = 8;

/**
 * Samples of one shard of statistics: few, so that little is lost by an interruption, unless their sums would become too many
 * to be kept. Fixed for a request, so that its sums do not depend on how they were run.
 */
export function samplesPerShard({
  samples,
  levels,
}: {
  readonly samples: number;
  readonly levels: number;
}): number {
  const numbers = sumBlocks({ samples, levels }) * blockNumbers(levels);
  const most = Math.max(fewestShards, Math.floor(mostNumbers / numbers));
  return fewestSamples * Math.ceil(samples / (fewestSamples * most));
}
