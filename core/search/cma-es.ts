import { BadInput } from "../bad-input.ts";
import { symmetricEigen } from "../linear/symmetric-eigen.ts";
import { fillNormals, streams } from "../noise/random.ts";
import { cmaConstants } from "./cma-constants.ts";

/** All that a search knows between two generations: plain data, from which it goes on to the same bits. */
export interface CmaState {
  readonly seed: number;
  /** Offspring of a generation. */
  readonly offspring: number;
  readonly generation: number;
  /** Length n. */
  readonly mean: Float64Array;
  /** Overall step size sigma. */
  readonly step: number;
  /** C, `[n, n]`. */
  readonly covariance: Float64Array;
  /** Evolution path p_sigma of the step size, length n. */
  readonly stepPath: Float64Array;
  /** Evolution path p_c of the covariance, length n. */
  readonly path: Float64Array;
  readonly best?: { readonly point: Float64Array; readonly value: number };
}

export interface CmaStart {
  readonly mean: ArrayLike<number>;
  /** Standard deviation of the first generation in every coordinate, > 0. */
  readonly step: number;
  readonly seed: number;
  /** Offspring of a generation, at least 4; 4 + ⌊3 ln n⌋ where absent. */
  readonly offspring?: number;
}

/**
 * CMA-ES, minimizing without derivatives: Hansen 2016, "The CMA Evolution Strategy: A Tutorial" (arXiv:1604.00772), with
 * negative weights. Ask for points, measure them, tell the values: each function gives a new state.
 * @throws BadInput on a start that cannot be used.
 */
export function cmaStart(start: CmaStart): CmaState {
  const n = start.mean.length;
  if (n < 1)
    throw new BadInput("CMA-ES needs a mean of at least one number, got none");
  if (!(start.step > 0 && start.step < Infinity))
    throw new BadInput(`CMA-ES needs a finite step above 0, got ${start.step}`);
  const offspring = start.offspring ?? cmaConstants(n).offspring;
  if (!Number.isInteger(offspring) || offspring < 4)
    throw new BadInput(
      `CMA-ES needs a whole number of at least 4 offspring, got ${offspring}`,
    );
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) covariance[i * n + i] = 1;
  return {
    seed: start.seed,
    offspring,
    generation: 0,
    mean: Float64Array.from(start.mean),
    step: start.step,
    covariance,
    stepPath: new Float64Array(n),
    path: new Float64Array(n),
  };
}

/** The generation's points to be measured, `offspring` of length n: the same ones each time for the same state. */
export function cmaAsk(state: CmaState): Float64Array[] {
  const { mean, step, seed, generation, offspring } = state;
  const n = mean.length;
  const { values, vectors } = symmetricEigen(state.covariance, n);
  return Array.from({ length: offspring }, (_, draw) => {
    const z = new Float64Array(n);
    const stream = streams.search;
    fillNormals({ seed, stream, sample: generation, draw }, z, 0, n);
    const point = Float64Array.from(mean);
    for (let k = 0; k < n; k++) {
      const length = step * deviation(values[k]) * (z[k] as number);
      for (let i = 0; i < n; i++)
        point[i] =
          (point[i] as number) + length * (vectors[k * n + i] as number);
    }
    return point;
  });
}

/**
 * The next generation.
 * @param points - What `cmaAsk` gave for this state.
 * @param values - Of each point; NaN is worse than any number.
 */
export function cmaTell(
  state: CmaState,
  points: readonly Float64Array[],
  values: readonly number[],
): CmaState {
  if (points.length !== state.offspring || values.length !== points.length)
    throw new BadInput(
      `CMA-ES wants ${state.offspring} points and as many values, got ${points.length} and ${values.length}`,
    );
  const n = state.mean.length;
  const { parents, weights, effective, cSigma, dSigma, cC, c1, cMu, chi } =
    cmaConstants(n, state.offspring);
  const order = points
    .map((_, i) => i)
    .toSorted((i, j) => worth(values[i]) - worth(values[j]) || i - j);
  // y_i = (x_i − m) / sigma from the best on
  const steps = order.map((i) =>
    (points[i] as Float64Array).map(
      (x, j) => (x - (state.mean[j] as number)) / state.step,
    ),
  );
  const move = weightedSum(steps.slice(0, parents), weights, n);
  const whiten = inverseRoot(state.covariance, n);
  const { generation } = state;

  const gain = Math.sqrt(cSigma * (2 - cSigma) * effective);
  const white = whiten(move);
  const stepPath = state.stepPath.map(
    (p, i) => (1 - cSigma) * p + gain * (white[i] as number),
  );
  const length = norm(stepPath);
  const settled = Math.sqrt(1 - (1 - cSigma) ** (2 * (generation + 1)));
  const stalled = length / settled < (1.4 + 2 / (n + 1)) * chi ? 1 : 0;
  const pathGain = stalled * Math.sqrt(cC * (2 - cC) * effective);
  const path = state.path.map(
    (p, i) => (1 - cC) * p + pathGain * (move[i] as number),
  );

  const scales = steps.map((y, i) => {
    const w = weights[i] as number;
    return cMu * (w >= 0 ? w : (w * n) / (norm(whiten(y)) ** 2 + 1e-300));
  });
  const total = weights.reduce((sum, w) => sum + w, 0);
  const kept = 1 + c1 * (1 - stalled) * cC * (2 - cC) - c1 - cMu * total;
  const covariance = state.covariance.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = kept * value + c1 * (path[i] as number) * (path[j] as number);
    for (const [k, y] of steps.entries())
      sum += (scales[k] as number) * (y[i] as number) * (y[j] as number);
    return sum;
  });

  const first = order[0] ?? 0;
  const value = worth(values[first]);
  const better = state.best === undefined || value < state.best.value;
  return {
    ...state,
    generation: generation + 1,
    mean: state.mean.map((m, i) => m + state.step * (move[i] as number)),
    step: state.step * Math.exp((cSigma / dSigma) * (length / chi - 1)),
    covariance,
    stepPath,
    path,
    ...(better && { best: { point: points[first] as Float64Array, value } }),
  };
}

function worth(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? Infinity : value;
}

/** Rounding can leave an eigenvalue of nearly 0 below it. */
function deviation(variance: number | undefined): number {
  return Math.sqrt(Math.max(variance ?? 0, 1e-300));
}

function norm(vector: Float64Array): number {
  return Math.hypot(...vector);
}

function weightedSum(
  vectors: readonly Float64Array[],
  weights: readonly number[],
  n: number,
): Float64Array {
  const sum = new Float64Array(n);
  for (const [k, vector] of vectors.entries())
    for (let i = 0; i < n; i++)
      sum[i] =
        (sum[i] as number) + (weights[k] as number) * (vector[i] as number);
  return sum;
}

/** C^(−1/2) y. */
function inverseRoot(
  covariance: Float64Array,
  n: number,
): (y: Float64Array) => Float64Array {
  const { values, vectors } = symmetricEigen(covariance, n);
  return (y) => {
    const out = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const row = vectors.subarray(k * n, (k + 1) * n);
      let along = 0;
      for (let i = 0; i < n; i++)
        along += (row[i] as number) * (y[i] as number);
      along /= deviation(values[k]);
      for (let i = 0; i < n; i++)
        out[i] = (out[i] as number) + along * (row[i] as number);
    }
    return out;
  };
}
