import type { CancelSignal } from "../cancel.ts";
import { denoiseBatch } from "../denoise-batch.ts";
import type { DataSource, Denoiser } from "../denoiser.ts";
import { fillNormals, streams } from "../noise/random.ts";
import { completeOptions } from "../options.ts";
import { sample, type SampledStep } from "../sample.ts";
import { buildSchedule } from "../schedules/build.ts";
import { heun } from "../solvers/heun.ts";

/** Steps of Heun's method along EDM's schedule to 0: what Karras et al. 2022 (arXiv:2206.00364) take for CIFAR-10. */
const steps = 18;

/** Evaluations of the denoiser for one sample: two each step, one in the last. */
export const ownSampleEvaluations = 2 * steps - 1;

/** A step of making samples. */
export interface MadeStep extends Pick<SampledStep, "index" | "steps"> {
  /** The samples of this batch. */
  readonly indices: ArrayLike<number>;
}

/**
 * A model's own fine samples, to stand for its data where those are not known.
 * @param classOf - Class of a sample by its index; absent for a model without classes.
 */
export function ownSamples(
  denoiser: Denoiser,
  options: {
    readonly classOf?: (index: number) => number;
    readonly signal?: CancelSignal;
    /** Awaited after each step, so that a cancel can come in. */
    readonly onStep?: (step: MadeStep) => Promise<void>;
  } = {},
): DataSource {
  const { shape, sigmaMin, sigmaMax } = denoiser;
  const { classOf, signal, onStep } = options;
  const length = shape.reduce((product, n) => product * n, 1);
  const { sigmas } = buildSchedule("edm", {
    steps,
    sigmaMin,
    sigmaMax,
    ending: "zero",
  });
  return {
    shape,
    async draw(indices) {
      const x = new Float64Array(indices.length * length);
      for (const [row, index] of indices.entries()) {
        const stream = streams.data;
        const address = { seed: 0, stream, sample: index, draw: 0 };
        fillNormals(address, x, row * length, length);
      }
      const labels = classOf && Int32Array.from(indices, classOf);
      const result = await sample({
        solver: heun,
        options: completeOptions(heun.parameters, {}, heun.title),
        sigmas,
        x: x.map((z) => z * (sigmas[0] as number)),
        denoise: denoiseBatch(denoiser, indices.length, labels),
        noise: () => new Float64Array(x.length),
        ...(signal && { signal }),
        ...(onStep && {
          onStep: ({ index, steps: count }: SampledStep) =>
            onStep({ index, steps: count, indices }),
        }),
      });
      return {
        x: new Float64Array(result.x),
        ...(labels && { labels }),
      };
    },
  };
}
