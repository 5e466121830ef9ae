import { expect, test } from "vitest";
import {
  blockCount,
  blockOf,
  interval,
  ratio,
  standardError,
} from "../../../core/metrics/jackknife.ts";
import type { Estimate } from "../../../core/metrics/jackknife.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";

function meanOf(values: ArrayLike<number>): Estimate {
  const mean = (kept: number[]) =>
    kept.reduce((sum, v) => sum + v, 0) / kept.length;
  const all = Array.from(values);
  return {
    value: mean(all),
    leftOut: Float64Array.from({ length: blockCount(all.length) }, (_, b) =>
      mean(all.filter((_, k) => blockOf(k, all.length) !== b)),
    ),
  };
}

test("for a mean with one sample a block it is the textbook standard error", () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  const mean = 31 / 8;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  expect(standardError(meanOf(values))).toBeCloseTo(
    Math.sqrt(squares / 7 / 8),
    12,
  );
});

test("the interval of a mean of normal numbers misses 0 in 1 of 20 cases", () => {
  let missed = 0;
  for (let seed = 0; seed < 1000; seed++) {
    const { low, high } = interval(
      meanOf(noiseFor(seed, 160, 1, "f64").initial()),
    );
    if (low > 0 || high < 0) missed++;
  }
  // binomial: 50 with a standard deviation of 7
  expect(missed).toBeGreaterThan(28);
  expect(missed).toBeLessThan(72);
});

test("what two estimates have in common cancels in their ratio", () => {
  const values = noiseFor(5, 64, 1, "f64")
    .initial()
    .map((v) => v + 5);
  const { low, high } = interval(
    ratio(meanOf(values.map((v) => 0.8 * v)), meanOf(values)),
  );
  expect(low).toBeCloseTo(0.8, 12);
  expect(high).toBeCloseTo(0.8, 12);
});

test("one sample has no interval", () => {
  expect(() => interval(meanOf([1]))).toThrow("needs 2 to 16 blocks");
});
