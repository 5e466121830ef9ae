import { BadInput } from "../bad-input.ts";
import type { Sums } from "./statistics.ts";

type MutableSums = { -readonly [K in keyof Sums]: Sums[K] };

export function emptySums(levelCount: number): MutableSums {
  return {
    samples: 0,
    gram: new Float64Array(levelCount * levelCount),
    lossSquares: new Float64Array(levelCount),
  };
}

/**
 * Adds the products of one sample's residuals R_k = D_k − x_0 to `sums`. Residuals stay accurate at small t, where products
 * of raw evaluations would cancel.
 * @param denoised - D at each level, `[K, ...shape]`.
 * @param clean - x_0.
 * @param levels - For messages.
 * @throws BadInput that names the level at which the model gave no finite number.
 */
export function addResiduals(
  denoised: ArrayLike<number>,
  clean: Float64Array,
  levels: Float64Array,
  sums: MutableSums,
): void {
  const { length } = clean;
  const residuals = Float64Array.from(
    denoised,
    (value, i) => value - (clean[i % length] as number),
  );
  const { gram, lossSquares } = sums;
  const rows = levels.length;
  sums.samples += 1;
  for (let j = 0; j < rows; j++)
    for (let k = 0; k <= j; k++) {
      let product = 0;
      for (let i = 0; i < length; i++)
        product +=
          (residuals[j * length + i] as number) *
          (residuals[k * length + i] as number);
      const sum = (gram[j * rows + k] as number) + product;
      gram[j * rows + k] = sum;
      gram[k * rows + j] = sum;
      if (j !== k) continue;
      if (!Number.isFinite(product))
        throw new BadInput(
          `The model's answer at sigma ${levels[k]} holds a value that is not a finite number`,
        );
      lossSquares[k] = (lossSquares[k] as number) + product ** 2;
    }
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
