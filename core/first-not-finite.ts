import type { Vector } from "./vector.ts";

/** Index of the first number that is not finite, −1 where all are. */
export function firstNotFinite(values: Vector): number {
  // a finite number less itself is 0, any other is NaN: one pass without a branch
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    sum += value - value;
  }
  return sum === 0 ? -1 : values.findIndex((value) => !Number.isFinite(value));
}
