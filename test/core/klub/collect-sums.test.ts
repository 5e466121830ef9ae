import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import type { Denoiser } from "../../../core/denoiser.ts";
import { guided } from "../../../core/guidance.ts";
import { collectSums } from "../../../core/klub/collect-sums.ts";
import { logSpaced } from "../../../core/klub/levels.ts";
import { NotFinite } from "../../../core/not-finite.ts";
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
    blocks: 16,
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

/** Sums over samples 64 to 103 of a model with two classes that fails at the third of 9 levels of sample 70. */
function collectBroken(
  batch: number,
  fail: (answer: Float64Array, row: number) => void,
  guidance: boolean,
) {
  const levels = logSpaced(0.002, 80, 9);
  let rows = 0;
  const wanted = (70 - 64) * 9 + 2;
  const { denoiser, data } = parseToy(namedToys.get("ring-of-8")?.json);
  const broken: Denoiser = {
    ...denoiser,
    classCount: 2,
    async denoise(x, sigma) {
      const out = new Float64Array(await denoiser.denoise(x, sigma));
      // guidance asks for the rows with their class, and once more without
      const asked = guidance ? sigma.length / 2 : sigma.length;
      const row = wanted - rows;
      rows += asked;
      if (row >= 0 && row < asked) fail(out, sigma.length - asked + row);
      return out;
    },
  };
  return collectSums({
    denoiser: {
      ...(guidance ? guided(broken, { scale: 2, rescale: 0 }) : broken),
      batch,
    },
    data: {
      ...data,
      draw: async (indices) => ({
        ...(await data.draw(indices)),
        labels: new Int32Array(indices.length),
      }),
    },
    levels,
    blocks: 16,
    seed: 5,
    first: 64,
    count: 40,
  });
}

const level = logSpaced(0.002, 80, 9)[2];

test.each([NaN, Infinity, -Infinity])(
  "a model that gives %d is told with the noise level and the data sample, in whatever batch",
  async (value) => {
    for (const batch of [1, 7, 1000])
      await expect(
        collectBroken(
          batch,
          (out, row) => void (out[2 * row + 1] = value),
          false,
        ),
      ).rejects.toThrow(
        new BadInput(
          `The model gave ${value} at sigma ${level} for data sample 71, wanted finite numbers`,
        ),
      );
  },
);

test("numbers whose square is none are told as such", async () => {
  await expect(
    collectBroken(50, (out, row) => void (out[2 * row] = 1e200), false),
  ).rejects.toThrow(
    `The model gave numbers too large to square at sigma ${level} for data sample 71`,
  );
});

test.each([false, true])(
  "a model that itself says where its answer is not finite is told by its name, guided: %s",
  async (guidance) => {
    const fail = (_: Float64Array, row: number) => {
      throw new NotFinite({ model: "my.onnx", value: NaN, row }, "as it says");
    };
    for (const batch of [1, 7, 1000])
      await expect(collectBroken(batch, fail, guidance)).rejects.toThrow(
        `my.onnx gave NaN at sigma ${level} for data sample 71, wanted finite numbers`,
      );
  },
);
