import { vectorLike, type Vector } from "./vector.ts";

export type Term = readonly [weight: number, vector: Vector];

/**
 * Σ weight · vector, in double precision until it is stored. A weight of exactly 0 leaves its vector out.
 * @param like - Gives length and precision of the result.
 */
export function combine(like: Vector, ...terms: readonly Term[]): Vector {
  const out = vectorLike(like);
  const used = terms.filter(([weight]) => weight !== 0);
  const [first, second, third] = used;
  // the inner loop of all sampling: a loop over terms within it takes four times as long
  if (first && second && used.length === 2) addTwo(out, first, second);
  else if (first && second && third && used.length === 3)
    addThree(out, first, second, third);
  else addAll(out, used);
  return out;
}

function addTwo(out: Vector, [wa, a]: Term, [wb, b]: Term): void {
  for (let i = 0; i < out.length; i++)
    out[i] = wa * (a[i] ?? 0) + wb * (b[i] ?? 0);
}

function addThree(
  out: Vector,
  [wa, a]: Term,
  [wb, b]: Term,
  [wc, c]: Term,
): void {
  for (let i = 0; i < out.length; i++)
    out[i] = wa * (a[i] ?? 0) + wb * (b[i] ?? 0) + wc * (c[i] ?? 0);
}

function addAll(out: Vector, terms: readonly Term[]): void {
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (const [weight, vector] of terms) sum += weight * (vector[i] ?? 0);
    out[i] = sum;
  }
}
