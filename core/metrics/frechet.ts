import { BadInput } from "../bad-input.ts";
import { symmetricEigen } from "../linear/symmetric-eigen.ts";

/** Mean and covariance of feature vectors. */
export interface Moments {
  readonly mean: Float64Array;
  /** `[size, size]`. */
  readonly covariance: Float64Array;
}

/**
 * @param features - `[count, size]`, row-major, count ≥ 2.
 * @throws BadInput where there are not two rows.
 */
export function momentsOf(features: ArrayLike<number>, size: number): Moments {
  const count = features.length / size;
  if (!Number.isInteger(count) || count < 2)
    throw new BadInput(
      `A covariance needs at least two rows of ${size} features, got ${features.length} numbers`,
    );
  const mean = new Float64Array(size);
  for (let row = 0; row < count; row++)
    for (let i = 0; i < size; i++)
      mean[i] = (mean[i] as number) + (features[row * size + i] as number);
  for (let i = 0; i < size; i++) mean[i] = (mean[i] as number) / count;
  const covariance = new Float64Array(size * size);
  const away = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++)
      away[i] = (features[row * size + i] as number) - (mean[i] as number);
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++)
        covariance[i * size + j] =
          (covariance[i * size + j] as number) +
          ((away[i] as number) * (away[j] as number)) / (count - 1);
  }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++)
      covariance[j * size + i] = covariance[i * size + j] as number;
  return { mean, covariance };
}

/**
 * Fréchet distance of two Gaussians, squared as in Heusel et al. 2017 (FID, arXiv:1706.08500):
 * ‖m_a − m_b‖² + tr(A + B − 2 (A^½ B A^½)^½). Always at least 0.
 */
export function frechetDistance(a: Moments, b: Moments): number {
  return frechetTo(a)(b);
}

/** The same to one Gaussian again and again, whose square root is taken once. */
export function frechetTo(a: Moments): (b: Moments) => number {
  const size = a.mean.length;
  const root = squareRoot(a.covariance, size);
  return (b) => {
    if (b.mean.length !== size)
      throw new BadInput(
        `A Fréchet distance needs as many features on both sides, got ${size} and ${b.mean.length}`,
      );
    let distance = 0;
    for (let i = 0; i < size; i++)
      distance +=
        ((a.mean[i] as number) - (b.mean[i] as number)) ** 2 +
        (a.covariance[i * size + i] as number) +
        (b.covariance[i * size + i] as number);
    const inner = product(product(root, b.covariance, size), root, size);
    const { values } = symmetricEigen(inner, size);
    // rounding can leave eigenvalues of nearly 0 below it
    for (const value of values) distance -= 2 * Math.sqrt(Math.max(value, 0));
    return Math.max(distance, 0);
  };
}

function squareRoot(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const out = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const root = Math.sqrt(Math.max(values[k] as number, 0));
    for (let i = 0; i < size; i++) {
      const scaled = root * (vectors[k * size + i] as number);
      for (let j = 0; j < size; j++)
        out[i * size + j] =
          (out[i * size + j] as number) +
          scaled * (vectors[k * size + j] as number);
    }
  }
  return out;
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const value = a[i * size + k] as number;
      for (let j = 0; j < size; j++)
        out[i * size + j] =
          (out[i * size + j] as number) + value * (b[k * size + j] as number);
    }
  return out;
}
