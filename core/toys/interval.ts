import { erfcx } from "./erfcx.ts";

/** Gauss-Legendre on [−1, 1] with 16 nodes: the positive half of nodes and their weights. */
const nodes = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737,
  0.6178762444026438, 0.755404408355003, 0.8656312023878318, 0.9445750230732326,
  0.9894009349916499,
];
const nodeWeights = [
  0.18945061045506864, 0.18260341504492364, 0.16915651939500265,
  0.1495959888165767, 0.12462897125553407, 0.0951585116824926,
  0.062253523938647456, 0.027152459411754176,
];

/** What is seen of an interval of uniform data through Gaussian noise. */
export interface IntervalView {
  /** ln ∫_a^b N(x; u, sigma²) du. */
  readonly logMass: number;
  /** The middle of the data given x and that they lie in the interval. */
  readonly mean: number;
}

/** Where the noise is wide against the interval: the integrand is smooth, and nothing cancels. */
function wide(x: number, middle: number, half: number, sigma: number) {
  const slope = (x - middle) / sigma ** 2;
  const curvature = 1 / (2 * sigma * sigma);
  let mass = 0;
  let moment = 0;
  for (let i = 0; i < nodes.length; i++) {
    const offset = half * (nodes[i] as number);
    const along = offset * slope;
    const fall = offset * offset * curvature;
    const right = Math.exp(along - fall);
    const left = Math.exp(-along - fall);
    mass += (nodeWeights[i] as number) * (right + left);
    moment += (nodeWeights[i] as number) * offset * (right - left);
  }
  const distance = (x - middle) / sigma;
  return {
    logMass:
      Math.log((mass * half) / (sigma * Math.sqrt(2 * Math.PI))) -
      distance ** 2 / 2,
    mean: middle + moment / mass,
  };
}

/** The interval lies right of x: everything is a multiple of its left edge's density. */
function beside(near: number, width: number, sigma: number) {
  const start = near / sigma;
  const end = start + width / sigma;
  const fall = Math.exp(-((end - start) * (end + start)) / 2);
  const share = erfcx(start * Math.SQRT1_2) - fall * erfcx(end * Math.SQRT1_2);
  // φ(start) − φ(end) over the mass; the mean in units of sigma from x
  const mean = (Math.sqrt(2 / Math.PI) * (1 - fall)) / share;
  return { logMass: Math.log(share / 2) - start ** 2 / 2, mean: sigma * mean };
}

/** x lies in the interval. */
function within(x: number, from: number, to: number, sigma: number) {
  const left = (x - from) / sigma;
  const right = (to - x) / sigma;
  const leftDensity = Math.exp(-(left ** 2) / 2);
  const rightDensity = Math.exp(-(right ** 2) / 2);
  const mass =
    1 -
    (leftDensity * erfcx(left * Math.SQRT1_2) +
      rightDensity * erfcx(right * Math.SQRT1_2)) /
      2;
  const shift = (leftDensity - rightDensity) / (mass * Math.sqrt(2 * Math.PI));
  return { logMass: Math.log(mass), mean: x + sigma * shift };
}

/**
 * Exact and stable for noise much smaller and much larger than the interval.
 * @param sigma - > 0, in the units of x.
 */
export function viewInterval(
  x: number,
  from: number,
  to: number,
  sigma: number,
): IntervalView {
  const half = (to - from) / 2;
  const middle = (from + to) / 2;
  if (half <= sigma / 2 && Math.abs(x - middle) * half <= 4 * sigma ** 2)
    return wide(x, middle, half, sigma);
  if (x < from) {
    const { logMass, mean } = beside(from - x, 2 * half, sigma);
    return { logMass, mean: x + mean };
  }
  if (x > to) {
    const { logMass, mean } = beside(x - to, 2 * half, sigma);
    return { logMass, mean: x - mean };
  }
  return within(x, from, to, sigma);
}
