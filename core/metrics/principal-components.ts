import { BadInput } from "../bad-input.ts";
import { symmetricEigen } from "../linear/symmetric-eigen.ts";
import { fillNormals, streams } from "../noise/random.ts";

/** The directions in which data vary most. */
export interface PrincipalComponents {
  /** Length of one sample. */
  readonly length: number;
  readonly mean: Float64Array;
  /** Row k is the unit vector of the k-th largest variance, `[count, length]`. */
  readonly directions: Float64Array;
  /** Falling, length count. */
  readonly variances: Float64Array;
}

/** Directions beyond those asked for, and rounds: enough for the leading ones of data such as pictures. */
const spare = 8;
const rounds = 6;

/**
 * Leading principal components by subspace iteration from a random start: Halko, Martinsson, Tropp 2011, Algorithm 4.4.
 * @param data - `[samples, length]`, row-major.
 * @param count - How many; at most samples − 1 and at most `length`.
 * @throws BadInput where there are not as many.
 */
export function principalComponents(
  data: ArrayLike<number>,
  length: number,
  count: number,
): PrincipalComponents {
  const samples = data.length / length;
  const most = Math.min(samples - 1, length);
  if (!Number.isInteger(samples) || count < 1 || count > most)
    throw new BadInput(
      `${samples} samples of ${length} numbers have 1 to ${most} principal components, got ${count}`,
    );
  const mean = new Float64Array(length);
  for (let from = 0; from < data.length; from += length)
    for (let i = 0; i < length; i++)
      mean[i] = (mean[i] as number) + (data[from + i] as number) / samples;
  const centred = less(data, mean);

  const width = Math.min(count + spare, length);
  let basis = new Float64Array(width * length);
  const address = { seed: 0, stream: streams.search, sample: 0, draw: 0 };
  fillNormals(address, basis, 0, basis.length);
  orthonormalize(basis, width, length);
  for (let round = 0; round < rounds; round++) {
    basis = timesTransposed(along(centred, basis, length), centred, length);
    orthonormalize(basis, width, length);
  }
  const projected = along(centred, basis, length);
  const gram = new Float64Array(width * width);
  for (let row = 0; row < samples; row++)
    for (let i = 0; i < width; i++)
      for (let j = 0; j <= i; j++)
        gram[i * width + j] =
          (gram[i * width + j] as number) +
          ((projected[row * width + i] as number) *
            (projected[row * width + j] as number)) /
            (samples - 1);
  const { values, vectors } = symmetricEigen(gram, width);
  const directions = new Float64Array(count * length);
  for (let k = 0; k < count; k++) {
    const from = width - 1 - k;
    for (let i = 0; i < width; i++) {
      const share = vectors[from * width + i] as number;
      for (let j = 0; j < length; j++)
        directions[k * length + j] =
          (directions[k * length + j] as number) +
          share * (basis[i * length + j] as number);
    }
  }
  return {
    length,
    mean,
    directions,
    variances: Float64Array.from({ length: count }, (_, k) =>
      Math.max(values[width - 1 - k] as number, 0),
    ),
  };
}

/** Samples in the coordinates of the components, `[samples, count]`. */
export function project(
  components: PrincipalComponents,
  data: ArrayLike<number>,
): Float64Array {
  const { length, mean, directions } = components;
  return along(less(data, mean), directions, length);
}

/** Each row without the mean. */
function less(data: ArrayLike<number>, mean: Float64Array): Float64Array {
  const { length } = mean;
  const out = new Float64Array(data.length);
  for (let from = 0; from < data.length; from += length)
    for (let i = 0; i < length; i++)
      out[from + i] = (data[from + i] as number) - (mean[i] as number);
  return out;
}

/** Inner products of the rows of `data` and of `basis`, `[samples, width]`. */
function along(
  data: Float64Array,
  basis: Float64Array,
  length: number,
): Float64Array {
  const width = basis.length / length;
  const out = new Float64Array((data.length / length) * width);
  for (let at = 0; at < out.length; at++) {
    const row = Math.floor(at / width) * length;
    const column = (at % width) * length;
    let sum = 0;
    for (let i = 0; i < length; i++)
      sum += (data[row + i] as number) * (basis[column + i] as number);
    out[at] = sum;
  }
  return out;
}

/** Σ over samples of coefficient k times the sample, for each k, `[width, length]`. */
function timesTransposed(
  coefficients: Float64Array,
  data: Float64Array,
  length: number,
): Float64Array<ArrayBuffer> {
  const samples = data.length / length;
  const width = coefficients.length / samples;
  const out = new Float64Array(width * length);
  for (let row = 0; row < samples; row++)
    for (let k = 0; k < width; k++) {
      const value = coefficients[row * width + k] as number;
      for (let i = 0; i < length; i++)
        out[k * length + i] =
          (out[k * length + i] as number) +
          value * (data[row * length + i] as number);
    }
  return out;
}

/** Modified Gram-Schmidt on the rows, twice, in place. A row that is nothing but rounding becomes 0. */
function orthonormalize(
  rows: Float64Array,
  count: number,
  length: number,
): void {
  for (let k = 0; k < count; k++) {
    const row = rows.subarray(k * length, (k + 1) * length);
    const before = norm(row);
    for (let pass = 0; pass < 2; pass++)
      for (let other = 0; other < k; other++) {
        const axis = rows.subarray(other * length, (other + 1) * length);
        let dot = 0;
        for (let i = 0; i < length; i++)
          dot += (row[i] as number) * (axis[i] as number);
        for (let i = 0; i < length; i++)
          row[i] = (row[i] as number) - dot * (axis[i] as number);
      }
    const left = norm(row);
    const scale = left > 1e-12 * before ? 1 / left : 0;
    for (let i = 0; i < length; i++) row[i] = scale * (row[i] as number);
  }
}

function norm(row: Float64Array): number {
  return Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
}
