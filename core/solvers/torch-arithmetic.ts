import { horner, multiplyAdd } from "../noise/single-precision.ts";

/** Operations in one precision. */
export interface Arithmetic {
  readonly round: (value: number) => number;
  readonly exp: (x: number) => number;
  /** @param x - Above 0. */
  readonly power: (x: number, y: number) => number;
}

export const doubles: Arithmetic = {
  round: (value) => value,
  exp: Math.exp,
  power: Math.pow,
};

const { fround } = Math;
const log2e = fround(Math.LOG2E);
const ln2High = fround(0.69314575);
const ln2Low = fround(1.4286068e-6);

const expTerms = Float32Array.of(
  0.00019852762,
  0.0013930436,
  0.008333361,
  0.041666485,
  0.16666667,
  0.5,
);

function singleExp(x: number): number {
  const power = Math.round(fround(x * log2e));
  const rest = multiplyAdd(-power, ln2Low, multiplyAdd(-power, ln2High, x));
  const above = multiplyAdd(fround(rest * rest), horner(rest, expTerms), rest);
  return fround(1 + above) * 2 ** power;
}

const logTerms = Float32Array.of(0.24032035, 0.28511268, 0.400008);
const logThird = fround(0.6666666) + fround(3.6918386e-9);
const ln2 = fround(0.6931472) + fround(-1.9046543e-9);

/** In double precision, with the error that its approximation has. */
function longLog(x: number): number {
  const exponent = Math.floor(Math.log2(fround(x * fround(4 / 3))));
  const mantissa = x / 2 ** exponent;
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  const series = square * horner(fround(square), logTerms) + logThird;
  return exponent * ln2 + 2 * ratio + square * ratio * series;
}

const powerTerms = Float32Array.of(
  0.0013632465,
  0.008365969,
  0.041671082,
  0.16666552,
  0.49999985,
);

function singlePower(x: number, y: number): number {
  // as torch computes these, by products
  if (y === 1) return x;
  if (y === 2) return fround(x * x);
  if (y === 3) return fround(fround(x * x) * x);
  const exponent = longLog(x) * fround(y);
  const power = Math.round(fround(fround(exponent) * log2e));
  const rest = exponent - power * ln2High - fround(power * ln2Low);
  const series = rest * rest * horner(fround(rest), powerTerms);
  return fround(1 + (rest + series)) * 2 ** power;
}

/**
 * Single precision as torch's CPU has it for whole vectors, to the last bit: exp and power are approximations of the SLEEF
 * library (Shibata & Petrogalli 2020), which are not always the nearest single.
 */
export const torchSingles: Arithmetic = {
  round: fround,
  exp: singleExp,
  power: singlePower,
};
