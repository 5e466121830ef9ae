import { excess } from "./excess.ts";
import type { Increment } from "./interval-costs.ts";
import { lossCurve } from "./loss-curve.ts";
import { weightIntegral } from "./weight.ts";

/** The KLUB as a function of a schedule, continuous in its noise levels. */
export interface Objective {
  /** p of the weight t^-p; 3 is the paper's. */
  readonly exponent: number;
  readonly tMin: number;
  readonly tMax: number;
  /** What the step from b down to a adds, tMin ≤ a < b ≤ tMax. */
  cost(a: number, b: number): number;
  /** Derivatives of `cost` by ln a and by ln b. */
  slopes(a: number, b: number): readonly [number, number];
  /** V between two nodes of a grid. */
  incrementOn(grid: Float64Array): Increment;
}

/** What the objective is made of, measured at K levels. */
export interface Curves {
  /** Noise levels, strictly rising. */
  readonly t: Float64Array;
  /** The denoising loss at them, > 0, rising. */
  readonly loss: Float64Array;
  /** E(j, k) of `excess`, `[K, K]`; absent for an ideal denoiser. */
  readonly excess?: Float64Array;
}

/**
 * ∫ t^-p V(t, b) dt with V(t, b) = f(b) − f(t) + E(t, b):
 * f(b) takes the whole weight, f(t) its integral along the curve, E its own.
 */
export function objective(curves: Curves, exponent: number): Objective {
  const { t } = curves;
  const f = lossCurve(t, curves.loss, exponent);
  const e =
    curves.excess === undefined
      ? undefined
      : excess(t, curves.excess, exponent);
  const weightBetween = (a: number, b: number) =>
    weightIntegral(b, exponent) - weightIntegral(a, exponent);
  return {
    exponent,
    tMin: t[0] as number,
    tMax: t[t.length - 1] as number,
    cost: (a, b) =>
      f.value(b) * weightBetween(a, b) -
      f.integral(a, b) +
      (e?.integral(a, b) ?? 0),
    slopes(a, b) {
      const increment = f.value(b) - f.value(a) + (e?.value(a, b) ?? 0);
      return [
        -Math.pow(a, 1 - exponent) * increment,
        f.slope(b) * weightBetween(a, b) +
          Math.pow(b, 1 - exponent) * (e?.value(b, b) ?? 0) +
          (e?.integralSlope(a, b) ?? 0),
      ];
    },
    incrementOn(grid) {
      const loss = grid.map((at) => f.value(at));
      if (e === undefined)
        return (j, k) => (loss[k] as number) - (loss[j] as number);
      const beyond = e.on(grid);
      return (j, k) =>
        j === k ? 0 : (loss[k] as number) - (loss[j] as number) + beyond(j, k);
    },
  };
}

/**
 * The KLUB of a schedule.
 * @param knots - Noise levels, strictly rising, within the objective's range.
 */
export function klubOf(knots: ArrayLike<number>, of: Objective): number {
  let sum = 0;
  for (let i = 1; i < knots.length; i++)
    sum += of.cost(knots[i - 1] as number, knots[i] as number);
  return sum;
}
