/** Lanczos' approximation of ln Γ with g = 7, good to about 1e-15 for values above 0. */
const lanczos = [
  676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
];

function logGamma(value: number): number {
  const z = value - 1;
  const sum = lanczos.reduce(
    (total, c, i) => total + c / (z + i + 1),
    0.999_999_999_999_809_9,
  );
  const t = z + 7.5;
  return (
    Math.log(Math.sqrt(2 * Math.PI)) +
    (z + 0.5) * Math.log(t) -
    t +
    Math.log(sum)
  );
}

/** The continued fraction of the incomplete beta function, DLMF 8.17.22, by Lentz's method. Settles for x < (a + 1) / (a + b + 2). */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/**
 * The value in [0, 1] below which a share p of a Beta(a, b) distribution lies, to about 1e-14.
 * @param p - From 0 to 1.
 * @param a - Above 0.
 * @param b - Above 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  // the middle of a symmetric distribution is exact: what is rounded after it must not tip over
  if (p === 0.5 && a === b) return 0.5;
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const below = (x: number): number => {
    const front = Math.exp(logScale + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
      ? (front * fraction(x, a, b)) / a
      : 1 - (front * fraction(1 - x, b, a)) / b;
  };
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
