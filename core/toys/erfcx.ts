/** Highest power first. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

const inverseRootPi = 0.5641895835477563;

// Cody 1969, "Rational Chebyshev approximations for the error function", Math. Comp. 23, as in his CALERF
const smallTop = [
  0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302,
  3209.3775891384694,
];
const smallBottom = [
  1, 23.601290952344122, 244.02463793444417, 1282.6165260773723,
  2844.236833439171,
];
const middleTop = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377,
  66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707,
  2051.0783778260716, 1230.3393547979972,
];
const middleBottom = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099,
  1621.3895745666903, 3290.7992357334597, 4362.619090143247, 3439.3676741437216,
  1230.3393548037493,
];
const largeTop = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445,
  0.12578172611122926, 0.01608378514874228, 0.0006587491615298378,
];
const largeBottom = [
  1, 2.568520192289822, 1.8729528499234604, 0.5279051029514285,
  0.06051834131244132, 0.0023352049762686918,
];

/**
 * exp(x²) erfc(x), which neither over- nor underflows where x is large.
 * @param x - ≥ 0.
 */
export function erfcx(x: number): number {
  if (x <= 0.46875) {
    const square = x * x;
    const erf =
      (x * polynomial(square, smallTop)) / polynomial(square, smallBottom);
    return Math.exp(square) * (1 - erf);
  }
  if (x <= 4) return polynomial(x, middleTop) / polynomial(x, middleBottom);
  const inverse = 1 / (x * x);
  const tail =
    (inverse * polynomial(inverse, largeTop)) /
    polynomial(inverse, largeBottom);
  return (inverseRootPi - tail) / x;
}
