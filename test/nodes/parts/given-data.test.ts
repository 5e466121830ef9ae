import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { givenData } from "../../../nodes/parts/given-data.ts";

const model = { shape: [2], classCount: 0 };
const given = (data: readonly number[], shape: readonly number[]) =>
  givenData({ data: Float64Array.from(data), shape }, model, null, "the data");

test.each([
  [
    [1, 2, 3, 4, 5, 6],
    [2, 3],
    "the data must hold samples of the model's shape [n, 2], got [2, 3]",
  ],
  [[1, 2], [1, 2], "the data must hold at least 2 samples, got 1"],
  [
    [1, 2, 3, NaN],
    [2, 2],
    "the data must hold finite numbers, got NaN in sample 2 of 2",
  ],
  [
    [-Infinity, 2, 3, NaN],
    [2, 2],
    "the data must hold finite numbers, got -Infinity in sample 1 of 2",
  ],
])("%j of the shape %j are refused in a sentence", (data, shape, sentence) => {
  expect(() => given(data, shape)).toThrow(new BadInput(sentence));
});

test("every sample is drawn once before one is drawn again", async () => {
  const count = 7;
  const all = Array.from({ length: 2 * count }, (_, k) => k);
  const { source } = given(all, [count, 2]);
  const { x } = await source.data.draw(all.slice(0, count));
  expect([...x].toSorted((a, b) => a - b)).toEqual(all);
});
