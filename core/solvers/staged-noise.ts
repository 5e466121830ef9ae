import { combine, type Term } from "../combine.ts";
import { numberOption } from "../options.ts";
import type { Vector } from "../vector.ts";
import { drawsNoise } from "./noise-options.ts";
import { phi1 } from "./phi.ts";
import type { StepInput } from "./solver.ts";

/**
 * The noise of one step at the levels of its stages: one path, a draw for each part of it, all made at once. From a to
 * b it gathers b sqrt(1 − (b/a)^(2 eta)) z, and what was gathered before is scaled by (b/a)^(1 + eta).
 * @param shares - Where the stages end, as rising shares of the step in ln sigma; the last is 1.
 * @returns A state with the noise that the path has gathered at stage `index`.
 */
export function stagedNoise(
  { sigma, sigmaNext, options, noise }: StepInput,
  shares: readonly number[],
): (x: Vector, index: number) => Vector {
  if (!drawsNoise(options)) return (x) => x;
  const eta = numberOption(options, "eta");
  const h = Math.log(sigma / sigmaNext);
  const ends = shares.map((share) =>
    share === 1 ? sigmaNext : sigma * Math.exp(-share * h),
  );
  const draws = ends.map((end, index) => {
    const part = (shares[index] ?? NaN) - (shares[index - 1] ?? 0);
    const scale =
      end *
      Math.sqrt(phi1(2 * eta * part * h)) *
      numberOption(options, "s_noise");
    return { end, scale, draw: noise(ends[index - 1] ?? sigma, end) };
  });
  return (x, index) => {
    const level = ends[index] ?? NaN;
    const parts = draws
      .slice(0, index + 1)
      .map(({ end, scale, draw }): Term => [
        scale * (level / end) ** (1 + eta),
        draw,
      ]);
    return combine(x, [1, x], ...parts);
  };
}
