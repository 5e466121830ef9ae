/*
 * Logarithm, sine and cosine as torch's CPU computes them on eight lanes (the Cephes approximations of Moshier, with
 * fused multiply-adds), to the last bit: all numbers are singles held in doubles.
 */

const round = Math.fround;

/** A fused multiply-add: the product of two singles is exact in a double. */
export function multiplyAdd(a: number, b: number, c: number): number {
  return round(a * b + c);
}

/** A polynomial, its highest power first, by fused multiply-adds. */
export function horner(x: number, coefficients: Float32Array): number {
  let sum = coefficients[0] ?? 0;
  for (let i = 1; i < coefficients.length; i++)
    sum = multiplyAdd(sum, x, coefficients[i] ?? 0);
  return sum;
}

const logTerms = Float32Array.of(
  7.0376836292e-2,
  -1.151461031e-1,
  1.167699874e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
);
const cosineTerms = Float32Array.of(
  2.443315711809948e-5,
  -1.388731625493765e-3,
  4.166664568298827e-2,
);
const sineTerms = Float32Array.of(
  -1.9515295891e-4,
  8.3321608736e-3,
  -1.6666654611e-1,
);
const rootHalf = round(Math.SQRT1_2);
const log2Small = round(-2.1219444e-4);
const log2Large = round(0.693359375);
const fourOverPi = round(1.27323954473516);
const quarter1 = round(-0.78515625);
const quarter2 = round(-2.4187564849853515625e-4);
const quarter3 = round(-3.774894977445941e-8);

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** @param x - A normal single above 0. */
export function singleLog(x: number): number {
  single[0] = x;
  const word = bits[0] ?? 0;
  let exponent = (word >>> 23) - 126;
  bits[0] = (word & 0x7fffff) | 0x3f000000;
  let m = single[0];
  if (m < rootHalf) {
    exponent -= 1;
    m = round(round(m - 1) + m);
  } else m = round(m - 1);
  const z = round(m * m);
  let y = round(horner(m, logTerms) * m);
  y = multiplyAdd(y, z, round(exponent * log2Small));
  y = multiplyAdd(-z, 0.5, y);
  return multiplyAdd(exponent, log2Large, round(m + y));
}

/** @param t - A single from 0 to a few turns. */
export function singleSineCosine(t: number): {
  readonly sine: number;
  readonly cosine: number;
} {
  const octant = (Math.trunc(round(t * fourOverPi)) + 1) & ~1;
  let x = multiplyAdd(octant, quarter1, t);
  x = multiplyAdd(octant, quarter2, x);
  x = multiplyAdd(octant, quarter3, x);
  const z = round(x * x);
  let c = round(horner(z, cosineTerms) * z);
  c = multiplyAdd(c, z, -round(z * 0.5));
  c = round(c + 1);
  let s = round(horner(z, sineTerms) * z);
  s = multiplyAdd(s, x, x);
  const swapped = (octant & 2) !== 0;
  const sine = swapped ? c : s;
  const cosine = swapped ? s : c;
  return {
    sine: octant & 4 ? -sine : sine,
    cosine: ~(octant - 2) & 4 ? -cosine : cosine,
  };
}
