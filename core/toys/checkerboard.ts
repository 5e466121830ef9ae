import type { DataSource, Denoiser } from "../denoiser.ts";
import { streams, uniforms } from "../noise/random.ts";
import { vectorLike, type Vector } from "../vector.ts";
import { checkBatch } from "./check-batch.ts";
import { viewInterval } from "./interval.ts";
import type { IntervalView } from "./interval.ts";

/** Left (lower) edges of the cells along one axis; each is 1 wide. */
const edges = [-2, -1, 0, 1] as const;

type Cell = readonly [number, number];

/** The cells that hold data, as pairs of indices into `edges`. */
const cells: readonly Cell[] = [0, 1, 2, 3].flatMap((i) =>
  [0, 1, 2, 3].filter((j) => (i + j) % 2 === 0).map((j) => [i, j] as const),
);

/** Logarithms of the masses of the cells, one buffer for all points: this runs for every number that is sampled. */
const logMasses = new Float64Array(cells.length);

function viewPoint(x: number, y: number, sigma: number) {
  const alongX = edges.map((edge) => viewInterval(x, edge, edge + 1, sigma));
  const alongY = edges.map((edge) => viewInterval(y, edge, edge + 1, sigma));
  let largest = -Infinity;
  for (let cell = 0; cell < cells.length; cell++) {
    const [i, j] = cells[cell] as Cell;
    const logMass =
      (alongX[i] as IntervalView).logMass + (alongY[j] as IntervalView).logMass;
    logMasses[cell] = logMass;
    if (logMass > largest) largest = logMass;
  }
  let total = 0;
  let meanX = 0;
  let meanY = 0;
  for (let cell = 0; cell < cells.length; cell++) {
    const mass = Math.exp((logMasses[cell] as number) - largest);
    const [i, j] = cells[cell] as Cell;
    total += mass;
    meanX += mass * (alongX[i] as IntervalView).mean;
    meanY += mass * (alongY[j] as IntervalView).mean;
  }
  return {
    x: meanX / total,
    y: meanY / total,
    logDensity: largest + Math.log(total / cells.length),
  };
}

function denoise(x: Vector, sigma: Vector): Vector {
  checkBatch(x, sigma, 2);
  const out = vectorLike(x);
  for (let sample = 0; sample < sigma.length; sample++) {
    const at = 2 * sample;
    const view = viewPoint(x[at] ?? 0, x[at + 1] ?? 0, sigma[sample] ?? 0);
    out[at] = view.x;
    out[at + 1] = view.y;
  }
  return out;
}

/** Exact by error functions. @returns The denoiser of uniform data on the eight cells. */
export function checkerboardDenoiser(
  range: Pick<Denoiser, "sigmaMin" | "sigmaMax">,
): Denoiser {
  return {
    ...range,
    shape: [2],
    classCount: 0,
    // each coordinate is uniform on [−2, 2]
    sigmaData: Math.sqrt(4 / 3),
    denoise: async (x, sigma) => denoise(x, sigma),
  };
}

export function checkerboardLogDensity(x: Vector, sigma: number): Float64Array {
  return Float64Array.from({ length: x.length / 2 }, (_, sample) => {
    const [a = 0, b = 0] = x.subarray(2 * sample, 2 * sample + 2);
    if (sigma > 0) return viewPoint(a, b, sigma).logDensity;
    const inside =
      Math.abs(a) <= 2 &&
      Math.abs(b) <= 2 &&
      (Math.floor(a) + Math.floor(b)) % 2 === 0;
    return inside ? -Math.log(cells.length) : -Infinity;
  });
}

export const checkerboardData: DataSource = {
  shape: [2],
  async draw(indices) {
    const x = new Float64Array(2 * indices.length);
    for (const [row, sample] of indices.entries()) {
      const [choice = 0, across = 0, up = 0] = uniforms(
        { seed: 0, stream: streams.data, sample, draw: 0 },
        3,
      );
      const [i, j] = cells[Math.floor(choice * cells.length)] ?? [0, 0];
      x[2 * row] = (edges[i] ?? 0) + across;
      x[2 * row + 1] = (edges[j] ?? 0) + up;
    }
    return { x };
  },
};
