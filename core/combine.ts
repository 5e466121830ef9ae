import { vectorLike, type Vector } from "./vector.ts";

/**
 * Σ weight · vector, in double precision until it is stored. A weight of exactly 0 leaves its vector out.
 * @param like - Gives length and precision of the result.
 */
export function combine(
  like: Vector,
  ...terms: readonly (readonly [weight: number, vector: Vector])[]
): Vector {
  const used = terms.filter(([weight]) => weight !== 0);
  const out = vectorLike(like);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (const [weight, vector] of used) sum += weight * (vector[i] ?? 0);
    out[i] = sum;
  }
  return out;
}
