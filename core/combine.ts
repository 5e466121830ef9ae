import { vectorLike, type Vector } from "./vector.ts";

export type Term = readonly [weight: number, vector: Vector];

/**
 * Σ weight · vector, in double precision until it is stored. A weight of exactly 0 leaves its vector out.
 * @param like - Gives length and precision of the result.
 */
export function combine(like: Vector, ...terms: readonly Term[]): Vector {
  const out = vectorLike(like);
  const [first, second, third, fourth, fifth, ...rest] = terms.filter(
    ([weight]) => weight !== 0,
  );
  // the inner loop of all sampling: a loop over terms within it takes four times as long
  if (!first) return out;
  if (!second) addOne(out, first);
  else if (!third) addTwo(out, first, second);
  else if (!fourth) addThree(out, first, second, third);
  else if (!fifth) addFour(out, first, second, third, fourth);
  else if (rest.length === 0) addFive(out, first, second, third, fourth, fifth);
  else {
    const sum = new Float64Array(like.length);
    addFive(sum, first, second, third, fourth, fifth);
    return combine(like, [1, sum], ...rest);
  }
  return out;
}

function addOne(out: Vector, [wa, a]: Term): void {
  for (let i = 0; i < out.length; i++) out[i] = wa * (a[i] ?? 0);
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

function addFour(
  out: Vector,
  [wa, a]: Term,
  [wb, b]: Term,
  [wc, c]: Term,
  [wd, d]: Term,
): void {
  for (let i = 0; i < out.length; i++)
    out[i] =
      wa * (a[i] ?? 0) + wb * (b[i] ?? 0) + wc * (c[i] ?? 0) + wd * (d[i] ?? 0);
}

function addFive(
  out: Vector,
  [wa, a]: Term,
  [wb, b]: Term,
  [wc, c]: Term,
  [wd, d]: Term,
  [we, e]: Term,
): void {
  for (let i = 0; i < out.length; i++)
    out[i] =
      wa * (a[i] ?? 0) +
      wb * (b[i] ?? 0) +
      wc * (c[i] ?? 0) +
      wd * (d[i] ?? 0) +
      we * (e[i] ?? 0);
}
