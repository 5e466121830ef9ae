import { expect, test } from "vitest";
import { blockNumbers, sumBlocks } from "../../../core/klub/blocks.ts";
import { collectFlowStatistics } from "../../../core/klub/collect-flow-statistics.ts";
import { collectStatistics } from "../../../core/klub/collect-statistics.ts";
import {
  memoryShards,
  samplesPerShard,
  shardLedger,
} from "../../../core/klub/shards.ts";
import type { ShardStore } from "../../../core/klub/shards.ts";
import { cases, modelOf } from "./cases.ts";
import type { Case } from "./cases.ts";

const ring = cases.find(({ name }) => name === "ring8") as Case;
const request = {
  ...modelOf(ring),
  sigmaMin: ring.t_min,
  sigmaMax: ring.t_max,
  samples: 200,
  levels: 17,
  seed: 3,
};

test("a shard that is there is not made again, and is counted all the same, once", async () => {
  const store = memoryShards();
  const made: string[] = [];
  const ask = (ledger: ReturnType<typeof shardLedger>, name: string) =>
    ledger.shard(name, async () => {
      made.push(name);
      return { nfe: 10, numbers: Float64Array.of(name.length) };
    });
  const first = shardLedger(store, async () => {});
  await ask(first, "a");
  const told: number[] = [];
  const second = shardLedger(store, async (nfe) => void told.push(nfe));
  await ask(second, "a");
  await ask(second, "bb");
  await ask(second, "bb");
  expect(made).toEqual(["a", "bb"]);
  expect(second.nfe).toBe(20);
  expect(told).toEqual([20]);
});

test.each([
  ["along Brownian paths", collectStatistics],
  ["along the flow", collectFlowStatistics],
] as const)(
  "statistics %s that were interrupted go on from their shards to the same bits",
  async (_, collect) => {
    const whole = await collect(request);
    const store = memoryShards();
    const cancel = new AbortController();
    const stopping: ShardStore = {
      get: (name) => store.get(name),
      async put(name, shard) {
        await store.put(name, shard);
        // after the second of four
        if (name.endsWith("/64")) cancel.abort(new Error("stop"));
      },
    };
    await expect(
      collect({ ...request, shards: stopping, signal: cancel.signal }),
    ).rejects.toThrow("stop");
    let evaluated = 0;
    const { denoiser } = request;
    const again = await collect({
      ...request,
      shards: store,
      denoiser: {
        ...denoiser,
        denoise(x, sigma) {
          evaluated += sigma.length;
          return denoiser.denoise(x, sigma);
        },
      },
    });
    expect(again).toEqual(whole);
    const perSample = collect === collectStatistics ? 17 : 2 * 17 - 1;
    expect(evaluated).toBe((200 - 128) * perSample);
  },
);

test.each([
  [512, 65, 64],
  [30_000, 65, 256],
  [640_000, 65, 5440],
  [10_000_000, 513, 1_250_048],
])(
  "%i samples at %i levels are shards of %i: at most 32 MiB of sums together, or eight of them",
  (samples, levels, wanted) => {
    const each = samplesPerShard({ samples, levels });
    expect(each).toBe(wanted);
    const shards = Math.ceil(samples / each);
    const bytes = 8 * sumBlocks({ samples, levels }) * blockNumbers(levels);
    expect(shards <= 8 || shards * bytes <= 2 ** 25).toBe(true);
  },
);
