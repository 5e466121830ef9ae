export interface Eigen {
  /** Rising, length `size`. */
  readonly values: Float64Array;
  /** Row k is the unit eigenvector of `values[k]`, `[size, size]`. */
  readonly vectors: Float64Array;
}

/** Sweeps after which off-diagonal elements are 0 to rounding; each squares what is left, so that ten are many. */
const mostSweeps = 60;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix by cyclic Jacobi rotations: Golub & Van Loan 2013, "Matrix
 * Computations", section 8.5. Slow for hundreds of rows, and accurate to rounding.
 * @param matrix - `[size, size]`; only its lower triangle is read.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = new Float64Array(size * size);
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    v[i * size + i] = 1;
    for (let j = 0; j <= i; j++) {
      const value = matrix[i * size + j] as number;
      a[i * size + j] = value;
      a[j * size + i] = value;
    }
  }
  for (let sweep = 0; sweep < mostSweeps && !isDiagonal(a, size); sweep++)
    for (let p = 0; p < size - 1; p++)
      for (let q = p + 1; q < size; q++) annihilate(a, v, size, p, q);
  const order = Array.from({ length: size }, (_, k) => k).toSorted(
    (i, j) => (a[i * size + i] as number) - (a[j * size + j] as number),
  );
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    vectors.set(v.subarray(from * size, (from + 1) * size), to * size);
  });
  return {
    values: Float64Array.from(order, (k) => a[k * size + k] as number),
    vectors,
  };
}

function isDiagonal(a: Float64Array, size: number): boolean {
  let off = 0;
  let all = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const square = (a[i * size + j] as number) ** 2;
      all += square;
      if (i !== j) off += square;
    }
  return !(off > 1e-30 * all);
}

/** Rotates rows and columns p and q so that a(p, q) is 0. Changes `a`, and `v`, whose rows are the vectors so far. */
function annihilate(
  a: Float64Array,
  v: Float64Array,
  size: number,
  p: number,
  q: number,
): void {
  const apq = a[p * size + q] as number;
  if (apq === 0) return;
  const app = a[p * size + p] as number;
  const aqq = a[q * size + q] as number;
  const tau = (aqq - app) / (2 * apq);
  // the smaller of the two angles
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p] as number;
    const kq = a[k * size + q] as number;
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k] as number;
    const qk = a[q * size + k] as number;
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const vp = v[p * size + k] as number;
    const vq = v[q * size + k] as number;
    v[p * size + k] = c * vp - s * vq;
    v[q * size + k] = s * vp + c * vq;
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
}
