import { expect, test } from "vitest";
import { successiveHalving } from "../../../../core/klub/tuned/halving.ts";

const half = (ranked: readonly number[]) =>
  ranked.slice(0, Math.ceil(ranked.length / 2));

test("the better half goes on to more batches, and all are ranked, the last round first", async () => {
  const asked: string[] = [];
  const ranked = await successiveHalving(
    [5, 3, 8, 1, 7, 2, 6, 4],
    [1, 2, 4],
    half,
    async (candidate, batches) => {
      asked.push(`${candidate}/${batches}`);
      return candidate;
    },
  );
  expect(asked).toHaveLength(8 + 4 + 2);
  expect(ranked.map(({ candidate }) => candidate)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8,
  ]);
  expect(ranked.map(({ batches }) => batches)).toEqual([
    4, 4, 2, 2, 1, 1, 1, 1,
  ]);
});

test("the last round decides, not the first", async () => {
  const ranked = await successiveHalving(
    [1, 2, 3],
    [1, 2],
    half,
    async (c, batches) => (batches === 1 ? c : -c),
  );
  expect(ranked.map(({ candidate }) => candidate)).toEqual([2, 1, 3]);
});

test("a candidate that cannot be measured is the last of its round", async () => {
  const ranked = await successiveHalving([1, 2, 3], [1], half, async (c) =>
    c === 1 ? NaN : c,
  );
  expect(ranked.map(({ candidate }) => candidate)).toEqual([2, 3, 1]);
});
