import { BadInput } from "../bad-input.ts";
import type { Vector } from "../vector.ts";
import { philox4x32 } from "./philox.ts";

/**
 * Independent uses of one seed. Numbers are permanent: another number is other noise.
 * At most 2047 of them (11 bits of the counter).
 */
export const streams = {
  sampling: 0,
  data: 1,
  optimization: 2,
  brownian: 3,
} as const;

/** Where in the endless table of random numbers a run of numbers lies. */
export interface NoiseAddress {
  /** A whole number from 0 to 2^53 − 1. */
  readonly seed: number;
  /** One of `streams`. */
  readonly stream: number;
  /** Index of the sample, from 0 to 2^53 − 1. */
  readonly sample: number;
  /** Index of the draw for that sample, from 0 to 2^32 − 1. */
  readonly draw: number;
}

const word = 0x1_0000_0000;

function eachBlock(
  address: NoiseAddress,
  blocks: number,
  visit: (words: Uint32Array, block: number) => void,
): void {
  const { seed, stream, sample, draw } = address;
  const seedHigh = Math.floor(seed / word);
  const sampleHigh = Math.floor(sample / word) + stream * 0x20_0000;
  const seedLow = seed % word;
  const sampleLow = sample % word;
  const words = new Uint32Array(4);
  for (let block = 0; block < blocks; block++) {
    philox4x32(block, draw, sampleLow, sampleHigh, seedLow, seedHigh, words);
    visit(words, block);
  }
}

/** The middle of one of 2^32 equal parts of (0, 1), so neither 0 nor 1. */
function toUniform(value: number | undefined): number {
  return ((value ?? 0) + 0.5) / word;
}

/**
 * Uniform numbers strictly between 0 and 1.
 * @param count - How many of the numbers at this address, from its first.
 */
export function uniforms(address: NoiseAddress, count: number): Float64Array {
  const out = new Float64Array(count);
  eachBlock(address, Math.ceil(count / 4), (words, block) => {
    // numbers beyond the end are dropped by the array
    for (let i = 0; i < 4; i++) out[4 * block + i] = toUniform(words[i]);
  });
  return out;
}

/**
 * Standard normal numbers (Box & Muller 1958) from one address into a part of `out`.
 * @param offset - First index of `out` to write.
 * @param count - How many of the numbers at this address, from its first.
 */
export function fillNormals(
  address: NoiseAddress,
  out: Vector,
  offset: number,
  count: number,
): void {
  eachBlock(address, Math.ceil(count / 4), (words, block) => {
    for (let pair = 0; pair < 4; pair += 2) {
      const at = 4 * block + pair;
      const radius = Math.sqrt(-2 * Math.log(toUniform(words[pair])));
      const angle = 2 * Math.PI * toUniform(words[pair + 1]);
      if (at < count) out[offset + at] = radius * Math.cos(angle);
      if (at + 1 < count) out[offset + at + 1] = radius * Math.sin(angle);
    }
  });
}

/** @throws BadInput where `seed` is no whole number from 0 to 2^53 − 1. */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new BadInput(
      `The seed must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}`,
    );
}
