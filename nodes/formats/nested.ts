import { BadInput } from "../../core/bad-input.ts";
import type { Vector } from "../../core/vector.ts";
import type { NumberArray } from "./npy.ts";

export type Nested = number | readonly Nested[];

/** A flat array as nested lists: `[2, 3]` gives two lists of three numbers. */
export function toNested(data: Vector, shape: readonly number[]): Nested {
  const build = (axis: number, start: number, length: number): Nested => {
    const size = shape[axis];
    if (size === undefined) return data[start] ?? NaN;
    const inner = length / size;
    return Array.from({ length: size }, (_, index) =>
      build(axis + 1, start + index * inner, inner),
    );
  };
  return build(0, 0, data.length);
}

/**
 * Nested lists of numbers as a flat array in double precision.
 * @param name - What holds them, for the sentences.
 * @throws BadInput where the lists are not all of the same lengths, or hold something else than numbers.
 */
export function fromNested(json: unknown, name: string): NumberArray {
  const shape: number[] = [];
  for (let level = json; Array.isArray(level); level = level[0])
    shape.push(level.length);
  const data = new Float64Array(
    shape.reduce((product, size) => product * size, 1),
  );
  let at = 0;
  const walk = (level: unknown, axis: number): void => {
    const size = shape[axis];
    if (size === undefined) {
      if (typeof level !== "number")
        throw new BadInput(
          `${name} must hold numbers, got ${JSON.stringify(level)?.slice(0, 40)}`,
        );
      data[at++] = level;
      return;
    }
    if (!Array.isArray(level) || level.length !== size)
      throw new BadInput(
        `${name} must be lists of the same lengths, [${shape.join(", ")}], got ${Array.isArray(level) ? `a list of ${level.length}` : JSON.stringify(level)?.slice(0, 40)} at depth ${axis + 1}`,
      );
    for (const inner of level) walk(inner, axis + 1);
  };
  walk(json, 0);
  return { data, shape };
}
