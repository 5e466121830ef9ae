import type { DataSource, Denoiser } from "../denoiser.ts";
import { fillNormals, streams, uniforms } from "../noise/random.ts";
import { vectorLike, type Vector } from "../vector.ts";
import { checkBatch } from "./check-batch.ts";

/** A mixture of isotropic Gaussians: p(x_0) = Σ_k w_k N(x_0; m_k, s_k² I). */
export interface Mixture {
  /** Length components, summing to 1. */
  readonly weights: Float64Array;
  /** `[components, dimension]`. */
  readonly means: Float64Array;
  /** Length components, ≥ 0; 0 is a point. */
  readonly stds: Float64Array;
  readonly dimension: number;
}

/** @param weights - Not negative, of positive sum. */
export function mixtureOf(
  weights: readonly number[],
  means: readonly (readonly number[])[],
  stds: readonly number[],
): Mixture {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    weights: Float64Array.from(weights, (weight) => weight / total),
    means: Float64Array.from(means.flat()),
    stds: Float64Array.from(stds),
    dimension: means[0]?.length ?? 0,
  };
}

/** Root of the variance averaged over dimensions. */
export function mixtureStd(mixture: Mixture): number {
  const { weights, means, stds, dimension } = mixture;
  let variance = 0;
  for (let axis = 0; axis < dimension; axis++) {
    let mean = 0;
    weights.forEach((weight, k) => {
      mean += weight * (means[k * dimension + axis] ?? 0);
    });
    weights.forEach((weight, k) => {
      const away = (means[k * dimension + axis] ?? 0) - mean;
      variance += weight * (away ** 2 + (stds[k] ?? 0) ** 2);
    });
  }
  return Math.sqrt(variance / dimension);
}

/** What of each component's ln(w_k N(x; m_k, v_k I)), v_k = s_k² + sigma², does not depend on x. */
interface Level {
  /** ln w_k − d/2 ln(2π v_k), length components. */
  readonly constants: Float64Array;
  /** v_k, length components. */
  readonly variances: Float64Array;
}

function levelAt({ weights, stds, dimension }: Mixture, sigma: number): Level {
  const variances = stds.map((std) => std ** 2 + sigma ** 2);
  const constants = weights.map(
    (weight, k) =>
      Math.log(weight) -
      0.5 * dimension * Math.log(2 * Math.PI * (variances[k] as number)),
  );
  return { constants, variances };
}

/**
 * ln(w_k N(x; m_k, v_k I)) of each component for one sample.
 * @param out - Receives it, length components.
 * @returns The largest of them.
 */
function logTerms(
  { means, dimension }: Mixture,
  { constants, variances }: Level,
  x: Vector,
  at: number,
  out: Float64Array,
): number {
  let largest = -Infinity;
  for (let k = 0; k < out.length; k++) {
    let distance = 0;
    for (let axis = 0; axis < dimension; axis++) {
      const away =
        (x[at + axis] as number) - (means[k * dimension + axis] as number);
      distance += away * away;
    }
    const term =
      (constants[k] as number) - distance / (2 * (variances[k] as number));
    out[k] = term;
    if (term > largest) largest = term;
  }
  return largest;
}

/** D(x, sigma) = Σ_k r_k (s_k² x + sigma² m_k) / v_k with responsibilities r_k, in double precision within. */
export function mixtureDenoise(
  mixture: Mixture,
  x: Vector,
  sigma: Vector,
): Vector {
  const { weights, means, stds, dimension } = mixture;
  checkBatch(x, sigma, dimension);
  const out = vectorLike(x);
  const terms = new Float64Array(weights.length);
  const sum = new Float64Array(dimension);
  let level = levelAt(mixture, sigma[0] ?? 0);
  for (let sample = 0; sample < sigma.length; sample++) {
    const at = sample * dimension;
    const here = sigma[sample] as number;
    // most batches are at one noise level
    if (sample > 0 && here !== sigma[sample - 1])
      level = levelAt(mixture, here);
    const largest = logTerms(mixture, level, x, at, terms);
    let total = 0;
    sum.fill(0);
    for (let k = 0; k < terms.length; k++) {
      const responsibility = Math.exp((terms[k] as number) - largest);
      // far components are exactly 0 in the sum
      if (responsibility === 0) continue;
      total += responsibility;
      const own = (stds[k] as number) ** 2;
      const noise = here ** 2;
      const scale = responsibility / (own + noise);
      for (let axis = 0; axis < dimension; axis++)
        sum[axis] =
          (sum[axis] as number) +
          scale *
            (own * (x[at + axis] as number) +
              noise * (means[k * dimension + axis] as number));
    }
    for (let axis = 0; axis < dimension; axis++)
      out[at + axis] = (sum[axis] as number) / total;
  }
  return out;
}

export function mixtureLogDensity(
  mixture: Mixture,
  x: Vector,
  sigma: number,
): Float64Array {
  const terms = new Float64Array(mixture.weights.length);
  const level = levelAt(mixture, sigma);
  return Float64Array.from(
    { length: x.length / mixture.dimension },
    (_, sample) => {
      const at = sample * mixture.dimension;
      const largest = logTerms(mixture, level, x, at, terms);
      if (largest === -Infinity) return -Infinity;
      const total = terms.reduce(
        (sum, term) => sum + Math.exp(term - largest),
        0,
      );
      return largest + Math.log(total);
    },
  );
}

export function mixtureDenoiser(
  mixture: Mixture,
  range: Pick<Denoiser, "sigmaMin" | "sigmaMax">,
): Denoiser {
  return {
    ...range,
    shape: [mixture.dimension],
    classCount: 0,
    sigmaData: mixtureStd(mixture),
    denoise: async (x, sigma) => mixtureDenoise(mixture, x, sigma),
  };
}

export function mixtureData(mixture: Mixture): DataSource {
  const { weights, means, stds, dimension } = mixture;
  const component = (uniform: number): number => {
    let below = 0;
    for (let k = 0; k < weights.length; k++) {
      below += weights[k] ?? 0;
      if (uniform < below) return k;
    }
    // rounding can leave the sum of weights just below 1
    return weights.length - 1;
  };
  return {
    shape: [dimension],
    async draw(indices) {
      const x = new Float64Array(indices.length * dimension);
      for (const [row, sample] of indices.entries()) {
        const address = { seed: 0, stream: streams.data, sample };
        const [uniform = 0] = uniforms({ ...address, draw: 0 }, 1);
        const k = component(uniform);
        const at = row * dimension;
        fillNormals({ ...address, draw: 1 }, x, at, dimension);
        for (let axis = 0; axis < dimension; axis++)
          x[at + axis] =
            (means[k * dimension + axis] ?? 0) +
            (stds[k] ?? 0) * (x[at + axis] ?? 0);
      }
      return { x };
    },
  };
}
