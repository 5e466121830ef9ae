import { combine } from "../combine.ts";
import type { Vector } from "../vector.ts";
import { exponentialStep, exponentialWeights } from "./exponential-weights.ts";
import { slopeOf } from "./linear-multistep.ts";

export interface StagedStep {
  readonly x: Vector;
  /** The same step of one order less, out of the same evaluations; of order 1, x itself. */
  readonly lower: () => Vector;
}

/**
 * One step of DPM-Solver-1, 2 or 3: Lu et al. 2022, Algorithms 1 and 2 (arXiv:2206.00927), with lambda = −ln sigma, noise
 * n = (x − D)/sigma and inner evaluations at even distances in lambda.
 * @param denoised - D at the start.
 */
export async function stagedStep(
  order: 1 | 2 | 3,
  { x, from, to, denoised }: StageInput,
  denoise: (x: Vector, sigma: number) => Promise<Vector>,
): Promise<StagedStep> {
  const noise = slopeOf(x, from, denoised);
  const level = (share: number): number => from * (to / from) ** share;
  const move = (
    target: number,
    sigmas: readonly number[],
    noises: readonly Vector[],
  ): Vector =>
    exponentialStep(
      "noise",
      x,
      from,
      target,
      exponentialWeights("noise", from, target, sigmas),
      noises,
    );
  const euler = (target: number): Vector => move(target, [from], [noise]);
  const noiseAt = async (state: Vector, sigma: number): Promise<Vector> =>
    slopeOf(state, sigma, await denoise(state, sigma));
  /** As DPM-Solver-2 with its inner evaluation at a share r of the step: (to − from) / (2 r) of the difference. */
  const second = (inner: Vector, r: number): Vector =>
    combine(
      x,
      [1, x],
      [(to - from) * (1 - 1 / (2 * r)), noise],
      [(to - from) / (2 * r), inner],
    );

  switch (order) {
    case 1: {
      const next = euler(to);
      return { x: next, lower: () => next };
    }
    case 2: {
      const middle = level(1 / 2);
      const inner = await noiseAt(euler(middle), middle);
      return { x: second(inner, 1 / 2), lower: () => euler(to) };
    }
    case 3: {
      const [a, b] = [level(1 / 3), level(2 / 3)];
      const first = await noiseAt(euler(a), a);
      const ahead = move(b, [from, a], [noise, first]);
      return {
        x: move(to, [from, b], [noise, await noiseAt(ahead, b)]),
        lower: () => second(first, 1 / 3),
      };
    }
  }
}

export interface StageInput {
  readonly x: Vector;
  readonly from: number;
  readonly to: number;
  readonly denoised: Vector;
}
