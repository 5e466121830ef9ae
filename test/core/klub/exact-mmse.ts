import type { Case, Distribution, OneDimensional } from "./cases.ts";
import { objective } from "../../../core/klub/objective.ts";
import type { Objective } from "../../../core/klub/objective.ts";
import { logSpaced } from "../../../core/klub/levels.ts";

/**
 * f(t) = E‖x_0 − E[x_0 | x_t]‖² by quadrature, as an expected posterior variance so that nothing cancels at small t.
 * @returns undefined for the checkerboard, whose f is known at the 65 levels of klub.json only.
 */
export function exactMmse(
  dist: Distribution,
): ((t: number) => number) | undefined {
  switch (dist.type) {
    case "gaussian":
      return (t) => dist.dim * gaussian(dist.std, t);
    case "gaussian_diag":
      return (t) => dist.stds.reduce((sum, std) => sum + gaussian(std, t), 0);
    case "gmm1d":
      return (t) => mixture1d(dist, t);
    case "two_point": {
      const points = {
        means: [-dist.a, dist.a],
        stds: [0, 0],
        weights: [1, 1],
      };
      return (t) => mixture1d(points, t);
    }
    case "product_gmm1d":
      return (t) => dist.dim * mixture1d(dist, t);
    case "gmm2d":
      return (t) => ring(dist.means, dist.stds[0] ?? 0, t);
    case "checkerboard":
      return undefined;
  }
}

/** The exact objective: 641 nodes of exact f, or the 65 of klub.json where there is no more. Seconds for a ring. */
export function exactObjective(one: Case, exponent = 3): Objective {
  const f = exactMmse(one.dist);
  if (f === undefined) return griddedObjective(one, exponent);
  const t = logSpaced(one.t_min, one.t_max, 641);
  return objective({ t, loss: t.map(f) }, exponent);
}

/** Exact to 0.1 % of a KLUB: from the 65 exact values of klub.json. */
export function griddedObjective(one: Case, exponent = 3): Objective {
  return objective(
    {
      t: Float64Array.from(one.grid65.t),
      loss: Float64Array.from(one.grid65.mmse),
    },
    exponent,
  );
}

function gaussian(std: number, t: number): number {
  return (std * t) ** 2 / (std ** 2 + t ** 2);
}

/** Trapezoid rule over each component's own normal variable, which is spectrally accurate there. */
function mixture1d(dist: OneDimensional, t: number): number {
  const h = 0.02;
  const total = dist.weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  dist.means.forEach((mean, k) => {
    const spread = Math.hypot(dist.stds[k] ?? 0, t);
    for (let z = -9; z <= 9; z += h) {
      const density = (h * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      sum +=
        ((dist.weights[k] ?? 0) / total) *
        density *
        posteriorVariance(dist, mean + spread * z, t);
    }
  });
  return sum;
}

function posteriorVariance(dist: OneDimensional, x: number, t: number): number {
  const logs = dist.means.map((mean, k) => {
    const v = (dist.stds[k] ?? 0) ** 2 + t ** 2;
    return (
      Math.log(dist.weights[k] ?? 0) -
      Math.log(v) / 2 -
      (x - mean) ** 2 / (2 * v)
    );
  });
  const largest = Math.max(...logs);
  let [mass, first, second, within] = [0, 0, 0, 0];
  // moments about one component's mean, so that close components do not cancel
  const origin = posteriorMean(dist, logs.indexOf(largest), x, t);
  logs.forEach((log, k) => {
    const share = Math.exp(log - largest);
    const own = (dist.stds[k] ?? 0) ** 2;
    const away = posteriorMean(dist, k, x, t) - origin;
    mass += share;
    first += share * away;
    second += share * away * away;
    within += (share * own * t * t) / (own + t * t);
  });
  return (within + second - first ** 2 / mass) / mass;
}

function posteriorMean(dist: OneDimensional, k: number, x: number, t: number) {
  const own = (dist.stds[k] ?? 0) ** 2;
  return (own * x + t * t * (dist.means[k] ?? 0)) / (own + t * t);
}

/** Equal components of equal weight, symmetric to one another: one component's plane is enough. */
function ring(means: number[][], std: number, t: number): number {
  const h = 0.15;
  const own = std ** 2;
  const v = own + t * t;
  const [cx = 0, cy = 0] = means[0] ?? [];
  let sum = 0;
  for (let zx = -7.5; zx <= 7.5; zx += h)
    for (let zy = -7.5; zy <= 7.5; zy += h) {
      const x = cx + Math.sqrt(v) * zx;
      const y = cy + Math.sqrt(v) * zy;
      const reference = ((x - cx) ** 2 + (y - cy) ** 2) / (2 * v);
      let [mass, sx, sy, squares] = [0, 0, 0, 0];
      for (const [mx = 0, my = 0] of means) {
        const share = Math.exp(
          reference - ((x - mx) ** 2 + (y - my) ** 2) / (2 * v),
        );
        mass += share;
        sx += share * (mx - cx);
        sy += share * (my - cy);
        squares += share * ((mx - cx) ** 2 + (my - cy) ** 2);
      }
      const between = (squares - (sx * sx + sy * sy) / mass) / mass;
      const density =
        (h * h * Math.exp(-(zx * zx + zy * zy) / 2)) / (2 * Math.PI);
      sum += density * between * ((t * t) / v) ** 2;
    }
  return sum + (2 * own * t * t) / v;
}
