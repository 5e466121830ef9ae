import { BadInput } from "../../core/bad-input.ts";
import { combine } from "../../core/combine.ts";
import { dataShare } from "../../core/solvers/flow.ts";
import type { Process } from "../../core/solvers/solver.ts";
import type { Vector } from "../../core/vector.ts";
import type { ModelValue, SamplesValue } from "../../engine/values.ts";

/** @throws BadInput where samples of another shape than the model's are to be gone on from. */
export function checkStart(samples: SamplesValue, model: ModelValue): void {
  const words = (shape: readonly number[]) => `[${shape.join(", ")}]`;
  if (words(samples.shape) !== words(model.shape))
    throw new BadInput(
      `the start must have samples of the shape ${words(model.shape)}, which ${model.title} takes, got ${words(samples.shape)}`,
    );
}

/**
 * Samples raised to the noise level that a schedule begins at, by as much noise as they lack: none where a Sampler
 * before left them there, all where they are clean.
 * @param samples - At their own level; absent where sampling begins with noise alone.
 * @param noise - Standard normal, as long as the samples.
 * @param sigma - The schedule's first level.
 * @returns State at `sigma`, in the precision of the noise.
 * @throws BadInput where the samples are noisier than that.
 */
export function raisedTo(
  samples: SamplesValue | undefined,
  noise: Vector,
  sigma: number,
  process: Process,
): Vector {
  if (!samples) return combine(noise, [sigma, noise]);
  const { level = 0, process: own = "variance-exploding" } = samples;
  if (level > 0 && own !== process)
    throw new BadInput(
      `the start must have noise of a ${process} process, as the schedule has, got samples at ${level} of a ${own} one`,
    );
  // what the data and the noise in the samples are multiplied with
  const share = dataShare(process, sigma) / dataShare(process, level);
  const lacking = sigma ** 2 - (share * level) ** 2;
  if (lacking < -1e-9 * sigma ** 2)
    throw new BadInput(
      `the start must have at most the schedule's first noise level, ${sigma}, got samples at ${level}`,
    );
  return combine(
    noise,
    [share, samples.data],
    [Math.sqrt(Math.max(0, lacking)), noise],
  );
}
