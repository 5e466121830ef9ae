import { mostBlocks } from "../metrics/jackknife.ts";

/** Numbers of the sums of all blocks together, at most: some 12 MB as text. */
const mostNumbers = 600_000;

/** Numbers of one block's sums: samples, one half of the symmetric Gram with its diagonal, and the squares of the losses. */
export function blockNumbers(levels: number): number {
  return 1 + (levels * (levels + 1)) / 2 + levels;
}

/**
 * Blocks that the samples of statistics are summed in, each by itself, so that intervals can leave one out at a time: an even
 * number, 16 where there are as many samples, and 4 where levels are so many that more would not fit into a file.
 */
export function sumBlocks({
  samples,
  levels,
}: {
  readonly samples: number;
  readonly levels: number;
}): number {
  const fitting = Math.floor(mostNumbers / blockNumbers(levels));
  return 2 * Math.floor(Math.min(mostBlocks, samples, fitting) / 2);
}

/**
 * Block of a sample: as many neighbours as there are blocks are all in different ones, and each run of them begins with
 * another block, so that classes that take turns are in every block.
 */
export function blockOfSample(sample: number, blocks: number): number {
  const run = Math.floor(sample / blocks);
  // one block back each run, so that a block's samples are blocks + 1 apart: of 16 blocks a prime number
  return (sample + (blocks - 1) * run) % blocks;
}
