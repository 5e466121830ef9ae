import { expect, test } from "vitest";
import { collectSums } from "../../../core/klub/collect-sums.ts";
import { logSpaced } from "../../../core/klub/levels.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import { namedToys } from "../../../core/toys/registry.ts";

/** Sums over 40 samples at 9 levels with a batch that pays, or none, and the sizes of the calls that it took. */
async function collect(batch?: number) {
  const toy = parseToy(namedToys.get("ring-of-8")?.json);
  const calls: number[] = [];
  const draws: number[] = [];
  const sums = await collectSums({
    denoiser: {
      ...toy.denoiser,
      ...(batch !== undefined && { batch }),
      denoise(x, sigma, labels) {
        calls.push(sigma.length);
        return toy.denoiser.denoise(x, sigma, labels);
      },
    },
    data: {
      ...toy.data,
      draw(indices) {
        draws.push(indices.length);
        return toy.data.draw(indices);
      },
    },
    levels: logSpaced(0.002, 80, 9),
    seed: 5,
    first: 64,
    count: 40,
  });
  return { sums, calls, draws };
}

test("the denoiser is called with the batch that it says pays", async () => {
  const { calls } = await collect(100);
  expect(calls).toEqual([100, 100, 100, 60]);
});

test("an exact denoiser gives the same bits whatever the batch", async () => {
  const { sums, calls } = await collect();
  expect(calls).toEqual([360]);
  for (const batch of [1, 7, 1000])
    expect((await collect(batch)).sums).toEqual(sums);
});
