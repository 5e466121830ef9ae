import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import type { Vector } from "../../../core/vector.ts";

/** A Gaussian mixture in 2-D that is smooth enough for steps of high order. */
const { denoiser } = parseToy({
  format: "stepwright-toy",
  kind: "gaussian-mixture",
  weights: [0.5, 0.3, 0.2],
  means: [
    [-1, 0.5],
    [1, 1],
    [0.3, -1.2],
  ],
  stds: [0.6, 0.5, 0.8],
});

/** Two points of standard normal noise. */
export const unitNoise = Float64Array.of(0.9, 0.4, -0.2, 1.3);
export const denoise = denoiseBatch(denoiser, 2);

/** Where the probability flow takes `unitNoise · from`: the classical method of order 4 in ln sigma, error below 1e-11. */
export async function flowEnd(from: number, to: number): Promise<Vector> {
  const steps = 6000;
  const h = Math.log(to / from) / steps;
  // dx / d ln sigma = x − D
  const slopeAt = async (x: Vector, log: number): Promise<Vector> => {
    const denoised = await denoise(x, Math.exp(log));
    return x.map((value, i) => value - (denoised[i] ?? NaN));
  };
  let x: Vector = unitNoise.map((z) => z * from);
  for (let step = 0; step < steps; step++) {
    const log = Math.log(from) + h * step;
    const along = (slope: Vector, share: number): Vector =>
      x.map((value, i) => value + share * h * (slope[i] ?? NaN));
    const first = await slopeAt(x, log);
    const second = await slopeAt(along(first, 1 / 2), log + h / 2);
    const third = await slopeAt(along(second, 1 / 2), log + h / 2);
    const fourth = await slopeAt(along(third, 1), log + h);
    const mean = first.map(
      (value, i) =>
        (value +
          2 * (second[i] ?? NaN) +
          2 * (third[i] ?? NaN) +
          (fourth[i] ?? NaN)) /
        6,
    );
    x = along(mean, 1);
  }
  return x;
}

/** The slope of the straight line through ln(error) over ln(cost), made positive. */
export function fittedOrder(
  points: readonly (readonly [cost: number, error: number])[],
): number {
  const logs = points.map(([cost, error]) => [Math.log(cost), Math.log(error)]);
  const mean = (axis: 0 | 1): number =>
    logs.reduce((sum, point) => sum + (point[axis] ?? NaN), 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const [above, below] = logs.reduce(
    ([products, squares], [a = NaN, b = NaN]) => [
      (products ?? 0) + (a - x) * (b - y),
      (squares ?? 0) + (a - x) ** 2,
    ],
    [0, 0],
  );
  return -(above ?? NaN) / (below ?? NaN);
}
