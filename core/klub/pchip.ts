/** A shape-preserving cubic through points: no overshoot, continuous first derivative. */
export interface Pchip {
  value(x: number): number;
  slope(x: number): number;
}

/**
 * Piecewise cubic Hermite interpolation with the slopes of Fritsch and Butland (1984, SIAM J. Sci. Stat. Comput. 5),
 * and the ends as in SciPy's `PchipInterpolator`. Outside the points the outermost pieces go on.
 * @param x - Strictly rising, length ≥ 2.
 */
export function pchip(x: Float64Array, y: Float64Array): Pchip {
  const slopes = pchipSlopes(x, y);
  function piece(at: number) {
    const k = cellOf(x, at);
    const [left, right] = [x[k] as number, x[k + 1] as number];
    const h = right - left;
    const secant = ((y[k + 1] as number) - (y[k] as number)) / h;
    const [slopeLeft, slopeRight] = [
      slopes[k] as number,
      slopes[k + 1] as number,
    ];
    return {
      u: at - left,
      constant: y[k] as number,
      linear: slopeLeft,
      quadratic: (3 * secant - 2 * slopeLeft - slopeRight) / h,
      cubic: (slopeLeft + slopeRight - 2 * secant) / (h * h),
    };
  }
  return {
    value(at) {
      const { u, constant, linear, quadratic, cubic } = piece(at);
      return constant + u * (linear + u * (quadratic + u * cubic));
    },
    slope(at) {
      const { u, linear, quadratic, cubic } = piece(at);
      return linear + u * (2 * quadratic + u * 3 * cubic);
    },
  };
}

/** Index k of the cell x_k ≤ at < x_{k+1}; the first or last cell outside the points. */
export function cellOf(x: Float64Array, at: number): number {
  let low = 0;
  let high = x.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((x[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pchipSlopes(x: Float64Array, y: Float64Array): Float64Array {
  const last = x.length - 1;
  const gap = (k: number) => (x[k + 1] as number) - (x[k] as number);
  const secant = (k: number) =>
    ((y[k + 1] as number) - (y[k] as number)) / gap(k);
  const slopes = new Float64Array(x.length);
  if (last === 1) return slopes.fill(secant(0));
  for (let k = 1; k < last; k++) {
    const [before, after] = [secant(k - 1), secant(k)];
    if (before * after <= 0) continue;
    const w1 = 2 * gap(k) + gap(k - 1);
    const w2 = gap(k) + 2 * gap(k - 1);
    slopes[k] = (w1 + w2) / (w1 / before + w2 / after);
  }
  slopes[0] = endSlope(gap(0), gap(1), secant(0), secant(1));
  slopes[last] = endSlope(
    gap(last - 1),
    gap(last - 2),
    secant(last - 1),
    secant(last - 2),
  );
  return slopes;
}

/** One-sided three-point slope, held back so that the end piece keeps the data's shape. */
function endSlope(
  gap: number,
  nextGap: number,
  secant: number,
  nextSecant: number,
): number {
  const slope =
    ((2 * gap + nextGap) * secant - gap * nextSecant) / (gap + nextGap);
  if (Math.sign(slope) !== Math.sign(secant)) return 0;
  if (
    Math.sign(secant) !== Math.sign(nextSecant) &&
    Math.abs(slope) > 3 * Math.abs(secant)
  )
    return 3 * secant;
  return slope;
}
