import { BadInput } from "../bad-input.ts";
import { firstNotFinite } from "../first-not-finite.ts";
import type { Gram } from "./gram.ts";
import type { Sums } from "./statistics.ts";

type MutableSums = { -readonly [K in keyof Sums]: Sums[K] };

export function emptySums(levelCount: number): MutableSums {
  return {
    samples: 0,
    gram: new Float64Array(levelCount * levelCount),
    lossSquares: new Float64Array(levelCount),
  };
}

/** The residuals R_k = D_k − x_0 of neighbouring samples. */
export interface Residuals {
  /** `[count, K, ...shape]`. */
  readonly values: Float64Array;
  /** Index of the first sample. */
  readonly first: number;
  readonly count: number;
}

/**
 * Adds the products of residuals to the sums of the samples of even and of odd index, one sample after the other.
 * Residuals stay accurate at small t, where products of raw evaluations would cancel.
 * @param levels - For messages.
 * @param halves - Changed.
 * @throws BadInput that names the level and the sample at which the model gave no finite number.
 */
export async function addResiduals(
  { values, first, count }: Residuals,
  levels: Float64Array,
  halves: readonly [MutableSums, MutableSums],
  gramOf: Gram,
): Promise<void> {
  const rows = levels.length;
  const products = await gramOf(values, count, rows);
  for (let at = 0; at < count; at++) {
    const sums = halves[(first + at) % 2 === 0 ? 0 : 1];
    const { gram, lossSquares } = sums;
    const own = products.subarray(at * rows * rows, (at + 1) * rows * rows);
    sums.samples += 1;
    for (let i = 0; i < own.length; i++)
      gram[i] = (gram[i] as number) + (own[i] as number);
    for (let k = 0; k < rows; k++) {
      const loss = own[k * (rows + 1)] as number;
      if (!Number.isFinite(loss)) {
        const length = values.length / (count * rows);
        const from = (at * rows + k) * length;
        const residual = values.subarray(from, from + length);
        const wrong = residual[firstNotFinite(residual)];
        throw notFiniteAt("The model", wrong, levels[k], first + at);
      }
      lossSquares[k] = (lossSquares[k] as number) + loss ** 2;
    }
  }
}

/**
 * @param value - What the model gave; absent where it is finite and its square is not.
 * @param sample - Index, from 0.
 */
export function notFiniteAt(
  model: string,
  value: number | undefined,
  level: number | undefined,
  sample: number,
): BadInput {
  return new BadInput(
    `${model} gave ${value ?? "numbers too large to square"} at sigma ${level} for data sample ${sample + 1}, wanted finite numbers`,
  );
}

/** Both halves as plain numbers, for a shard. */
export function packHalves(halves: readonly [Sums, Sums]): Float64Array {
  return Float64Array.from(
    halves.flatMap(({ samples, gram, lossSquares }) => [
      samples,
      ...gram,
      ...lossSquares,
    ]),
  );
}

export function unpackHalves(
  numbers: Float64Array,
  levelCount: number,
): readonly [Sums, Sums] {
  const size = 1 + levelCount * levelCount + levelCount;
  const half = (first: number): Sums => ({
    samples: numbers[first] as number,
    gram: numbers.slice(first + 1, first + 1 + levelCount * levelCount),
    lossSquares: numbers.slice(first + size - levelCount, first + size),
  });
  return [half(0), half(size)];
}
