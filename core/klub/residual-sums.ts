import { BadInput } from "../bad-input.ts";
import { firstNotFinite } from "../first-not-finite.ts";
import { blockNumbers, blockOfSample } from "./blocks.ts";
import type { Gram } from "./gram.ts";
import type { Sums } from "./statistics.ts";

type MutableSums = { -readonly [K in keyof Sums]: Sums[K] };

export function emptyBlocks(
  count: number,
  levelCount: number,
): readonly MutableSums[] {
  return Array.from({ length: count }, () => ({
    samples: 0,
    gram: new Float64Array(levelCount * levelCount),
    lossSquares: new Float64Array(levelCount),
  }));
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
 * Adds the products of residuals to the sums of the samples' blocks, one sample after the other.
 * Residuals stay accurate at small t, where products of raw evaluations would cancel.
 * @param levels - For messages.
 * @param blocks - Changed.
 * @throws BadInput that names the level and the sample at which the model gave no finite number.
 */
export async function addResiduals(
  { values, first, count }: Residuals,
  levels: Float64Array,
  blocks: readonly MutableSums[],
  gramOf: Gram,
): Promise<void> {
  const rows = levels.length;
  const products = await gramOf(values, count, rows);
  for (let at = 0; at < count; at++) {
    const block = blockOfSample(first + at, blocks.length);
    const sums = blocks[block] as MutableSums;
    const { gram, lossSquares } = sums;
    const own = products.subarray(at * rows * rows, (at + 1) * rows * rows);
    sums.samples += 1;
    for (let k = 0; k < rows; k++) {
      // a device may give ⟨R_j, R_k⟩ and ⟨R_k, R_j⟩ other last bits
      for (let j = 0; j <= k; j++) {
        const product =
          (gram[k * rows + j] as number) + (own[k * rows + j] as number);
        gram[k * rows + j] = product;
        gram[j * rows + k] = product;
      }
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

/** All blocks as plain numbers, for a shard or a file: of a symmetric Gram its rows up to the diagonal. */
export function packBlocks(blocks: readonly Sums[]): Float64Array {
  const levelCount = blocks[0]?.lossSquares.length ?? 0;
  const size = blockNumbers(levelCount);
  const out = new Float64Array(blocks.length * size);
  for (const [block, { samples, gram, lossSquares }] of blocks.entries()) {
    let at = block * size;
    out[at++] = samples;
    for (let k = 0; k < levelCount; k++)
      for (let j = 0; j <= k; j++)
        out[at++] = gram[k * levelCount + j] as number;
    out.set(lossSquares, at);
  }
  return out;
}

export function unpackBlocks(
  numbers: Float64Array,
  levelCount: number,
): readonly Sums[] {
  const size = blockNumbers(levelCount);
  return Array.from({ length: numbers.length / size }, (_, block) => {
    let at = block * size;
    const samples = numbers[at++] as number;
    const gram = new Float64Array(levelCount * levelCount);
    for (let k = 0; k < levelCount; k++)
      for (let j = 0; j <= k; j++) {
        const product = numbers[at++] as number;
        gram[k * levelCount + j] = product;
        gram[j * levelCount + k] = product;
      }
    return { samples, gram, lossSquares: numbers.slice(at, at + levelCount) };
  });
}
