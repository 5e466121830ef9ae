import { BadInput } from "../bad-input.ts";

/** A measured number with what is left of it when one block of the samples is left out. */
export interface Estimate {
  readonly value: number;
  /** The same number without block b, for each block. Estimates on the same samples have the same blocks. */
  readonly leftOut: Float64Array;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Blocks that samples are cut into, where there are as many. */
export const mostBlocks = 16;

/** 97.5 % quantiles of Student's t with 1 to 15 degrees of freedom. */
const student = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201,
  2.179, 2.16, 2.145, 2.131,
];

/** How many blocks there are for a number of samples. */
export function blockCount(samples: number): number {
  return Math.min(mostBlocks, samples);
}

/** Block of sample k: neighbours are in different blocks. */
export function blockOf(sample: number, samples: number): number {
  return sample % blockCount(samples);
}

/** The delete-a-block jackknife's standard error: Tukey 1958; Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 11. */
export function standardError({ leftOut }: Estimate): number {
  const blocks = leftOut.length;
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / blocks;
  const squares = leftOut.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((blocks - 1) / blocks) * squares);
}

/** The interval that holds the true number in 95 of 100 cases: Student's t times the jackknife's standard error. */
export function interval(estimate: Estimate): Interval {
  const quantile = student[estimate.leftOut.length - 2];
  if (quantile === undefined)
    throw new BadInput(
      `An interval needs 2 to ${mostBlocks} blocks of samples, got ${estimate.leftOut.length}`,
    );
  const half = quantile * standardError(estimate);
  return { low: estimate.value - half, high: estimate.value + half };
}

/** a / b of two estimates on the same samples: what both have by chance cancels. */
export function ratio(a: Estimate, b: Estimate): Estimate {
  return {
    value: a.value / b.value,
    leftOut: a.leftOut.map((value, block) => value / (b.leftOut[block] ?? NaN)),
  };
}
