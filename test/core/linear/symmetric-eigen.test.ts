import { expect, test } from "vitest";
import { symmetricEigen } from "../../../core/linear/symmetric-eigen.ts";
import { fillNormals } from "../../../core/noise/random.ts";

function randomSymmetric(size: number, seed: number): Float64Array {
  const matrix = new Float64Array(size * size);
  fillNormals({ seed, stream: 0, sample: 0, draw: 0 }, matrix, 0, size * size);
  return matrix.map((value, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return value + (matrix[j * size + i] ?? 0);
  });
}

test.each([1, 2, 7, 40])(
  "size %i: eigenvectors are orthonormal and give the matrix back",
  (size) => {
    const matrix = randomSymmetric(size, 3);
    const { values, vectors } = symmetricEigen(matrix, size);
    const row = (k: number) => vectors.subarray(k * size, (k + 1) * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        let [dot, back] = [0, 0];
        for (let k = 0; k < size; k++) {
          dot += (row(i)[k] ?? NaN) * (row(j)[k] ?? NaN);
          back += (values[k] ?? NaN) * (row(k)[i] ?? NaN) * (row(k)[j] ?? NaN);
        }
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 12);
        expect(back).toBeCloseTo(matrix[i * size + j] ?? NaN, 11);
      }
    expect([...values]).toEqual([...values].toSorted((a, b) => a - b));
  },
);

test("the second-difference matrix has its known eigenvalues 2 − 2 cos(k π / (n + 1))", () => {
  const size = 12;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      matrix[i * size + j] = i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0;
  symmetricEigen(matrix, size).values.forEach((value, k) => {
    const wanted = 2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1));
    expect(value).toBeCloseTo(wanted, 13);
  });
});

test("a matrix of zeros has zeros", () => {
  expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
});
