import { cellOf, pchip } from "./pchip.ts";

/** f(t) = E‖x_0 − D(x_t, t)‖² between the levels at which it was measured. */
export interface LossCurve {
  value(t: number): number;
  /** df / d ln t. */
  slope(t: number): number;
  /** ∫ t^-p f(t) dt from a to b. */
  integral(a: number, b: number): number;
}

const subdivisions = 8;
/** Four-point Gauss-Legendre on [0, 1]. */
const gauss = [
  [0.06943184420297371, 0.17392742256872692],
  [0.33000947820757187, 0.3260725774312731],
  [0.6699905217924281, 0.3260725774312731],
  [0.9305681557970262, 0.17392742256872692],
] as const;

/**
 * ln f over ln t by PCHIP: f spans many decades and is nearly a power of t in stretches, so that 65 levels are enough.
 * @param t - Levels, strictly rising.
 * @param loss - f at the levels, > 0.
 * @param exponent - p of the weight under `integral`.
 */
export function lossCurve(
  t: Float64Array,
  loss: Float64Array,
  exponent: number,
): LossCurve {
  const curve = pchip(t.map(Math.log), loss.map(Math.log));
  const integrand = (x: number) =>
    Math.exp(curve.value(x) + (1 - exponent) * x);

  function quadrature(from: number, to: number): number {
    let sum = 0;
    for (const [at, weight] of gauss)
      sum += weight * integrand(from + at * (to - from));
    return sum * (to - from);
  }

  const knots = subdivide(t.map(Math.log));
  const primitive = new Float64Array(knots.length);
  for (let k = 1; k < knots.length; k++)
    primitive[k] =
      (primitive[k - 1] as number) +
      quadrature(knots[k - 1] as number, knots[k] as number);
  function upTo(x: number): number {
    const k = cellOf(knots, x);
    return (primitive[k] as number) + quadrature(knots[k] as number, x);
  }

  const value = (at: number) => Math.exp(curve.value(Math.log(at)));
  return {
    value,
    slope: (at) => value(at) * curve.slope(Math.log(at)),
    integral: (a, b) => upTo(Math.log(b)) - upTo(Math.log(a)),
  };
}

function subdivide(x: Float64Array): Float64Array {
  const fine = new Float64Array((x.length - 1) * subdivisions + 1);
  for (let i = 0; i < fine.length; i++) {
    const k = Math.min(Math.floor(i / subdivisions), x.length - 2);
    const part = (i - k * subdivisions) / subdivisions;
    fine[i] = (x[k] as number) * (1 - part) + (x[k + 1] as number) * part;
  }
  return fine;
}
