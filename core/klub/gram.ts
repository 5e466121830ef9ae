/**
 * The products of every two rows of each of some matrices, R Rᵀ, summed in double precision.
 * @param matrices - `[count, rows, length]`, row-major. Not changed.
 * @returns `[count, rows, rows]`.
 */
export type Gram = (
  matrices: Float64Array,
  count: number,
  rows: number,
) => Promise<Float64Array>;

/** A loop, for small matrices and where there is nothing faster: the same bits on every machine. */
export const loopGram: Gram = async (matrices, count, rows) => {
  const length = matrices.length / (count * rows);
  const out = new Float64Array(count * rows * rows);
  for (let at = 0; at < count; at++)
    fillGram(
      matrices.subarray(at * rows * length, (at + 1) * rows * length),
      out.subarray(at * rows * rows, (at + 1) * rows * rows),
      rows,
    );
  return out;
};

/** Rows on each side of a block: its nine sums stay in registers, and each number that is read serves three of them. */
const side = 3;

function fillGram(r: Float64Array, out: Float64Array, rows: number): void {
  const length = r.length / rows;
  // at the edge a block has its last row several times over
  const rowAt = (row: number) => Math.min(row, rows - 1);
  for (let first = 0; first < rows; first += side) {
    const j = [rowAt(first), rowAt(first + 1), rowAt(first + 2)] as const;
    for (let other = 0; other <= first; other += side) {
      const k = [rowAt(other), rowAt(other + 1), rowAt(other + 2)] as const;
      const sums = blockOf(r, length, j, k);
      for (let at = 0; at < side * side; at++) {
        const row = j[Math.floor(at / side)] as number;
        const column = k[at % side] as number;
        out[row * rows + column] = sums[at] as number;
        out[column * rows + row] = sums[at] as number;
      }
    }
  }
}

type Three = readonly [number, number, number];

/** The products of three rows with three, `[3, 3]`, each summed from its first number to its last. */
function blockOf(
  r: Float64Array,
  length: number,
  [j0, j1, j2]: Three,
  [k0, k1, k2]: Three,
): readonly number[] {
  const [a0, a1, a2] = [j0 * length, j1 * length, j2 * length];
  const [b0, b1, b2] = [k0 * length, k1 * length, k2 * length];
  let [s00, s01, s02] = [0, 0, 0];
  let [s10, s11, s12] = [0, 0, 0];
  let [s20, s21, s22] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const x0 = r[a0 + i] as number;
    const x1 = r[a1 + i] as number;
    const x2 = r[a2 + i] as number;
    const y0 = r[b0 + i] as number;
    const y1 = r[b1 + i] as number;
    const y2 = r[b2 + i] as number;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
  }
  return [s00, s01, s02, s10, s11, s12, s20, s21, s22];
}
