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
  search: 4,
  flow: 5,
  encoding: 6,
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

/** Gives the four words of any block of the table at an address, always in the same array. */
function blocksAt(address: NoiseAddress): (block: number) => Uint32Array {
  const { seed, stream, sample, draw } = address;
  const seedHigh = Math.floor(seed / word);
  const sampleHigh = Math.floor(sample / word) + stream * 0x20_0000;
  const seedLow = seed % word;
  const sampleLow = sample % word;
  const words = new Uint32Array(4);
  return (block) => {
    philox4x32(block, draw, sampleLow, sampleHigh, seedLow, seedHigh, words);
    return words;
  };
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
  const wordsOf = blocksAt(address);
  for (let at = 0; at < count; at += 4) {
    const words = wordsOf(at / 4);
    // numbers beyond the end are dropped by the array
    for (let i = 0; i < 4; i++) out[at + i] = toUniform(words[i]);
  }
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
  const wordsOf = blocksAt(address);
  for (let first = 0; first < count; first += 4) {
    const words = wordsOf(first / 4);
    for (let pair = 0; pair < 4; pair += 2) {
      const at = first + pair;
      const radius = Math.sqrt(-2 * Math.log(toUniform(words[pair])));
      const angle = 2 * Math.PI * toUniform(words[pair + 1]);
      if (at < count) out[offset + at] = radius * Math.cos(angle);
      if (at + 1 < count) out[offset + at + 1] = radius * Math.sin(angle);
    }
  }
}

/** @throws BadInput where `seed` is no whole number from 0 to 2^53 − 1. */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new BadInput(
      `The seed must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}`,
    );
}
