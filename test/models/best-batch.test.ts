import { expect, test } from "vitest";
import type { Denoiser } from "../../core/denoiser.ts";
import { measureBestBatch } from "../../models/best-batch.ts";

/** The best batch of a device whose calls take some milliseconds by a clock that only they move, and the batches tried. */
async function best(callMs: (count: number) => number) {
  let clock = 0;
  const tried = new Set<number>();
  const denoiser: Denoiser = {
    shape: [2],
    classCount: 0,
    sigmaMin: 0.002,
    sigmaMax: 80,
    sigmaData: 0.5,
    async denoise(x, sigma) {
      clock += callMs(sigma.length);
      tried.add(sigma.length);
      return x.slice();
    },
  };
  const batch = await measureBestBatch(denoiser, () => clock);
  return { batch, tried: [...tried] };
}

test("a device that takes the same for any batch is given the largest", async () => {
  const { batch, tried } = await best(() => 8);
  expect(batch).toBe(128);
  expect(tried).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
});

test("a device that takes as much longer as the batch is larger is given one sample", async () => {
  expect(await best((count) => 8 * count)).toEqual({ batch: 1, tried: [1, 2] });
});

test("the batch grows until the time per sample falls by a tenth or less", async () => {
  // per sample 1.75 at 8, 1.38 at 16, 1.19 at 32, 1.09 at 64
  expect((await best((count) => 6 + count)).batch).toBe(32);
});

test("a batch that would take seconds is not tried", async () => {
  expect(await best(() => 600)).toEqual({ batch: 1, tried: [1] });
  expect((await best((count) => 300 + 60 * count)).tried).toEqual([1, 2, 4]);
});
