import type { CancelSignal } from "../../core/cancel.ts";
import type { Denoiser } from "../../core/denoiser.ts";
import { completeOptions } from "../../core/options.ts";
import { sample, type Sampled, type SampledStep } from "../../core/sample.ts";
import { flowEvaluation } from "../../core/solvers/flow.ts";
import type { FoundSolver } from "../../core/solvers/registry.ts";
import { vectorLike, type Vector } from "../../core/vector.ts";
import type { AlongFlow } from "./flow-sampling.ts";

export interface SamplingRequest {
  readonly solver: FoundSolver;
  /** Some or all of the solver's options; the rest have what its name sets, or their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly sigmas: ArrayLike<number>;
  /** Given where `sigmas` are times of a flow. */
  readonly flow: AlongFlow | undefined;
  readonly denoiser: Denoiser;
  /** State at `sigmas[0]`, `[count, ...shape]`. Not changed. */
  readonly x: Vector;
  readonly count: number;
  /** Class of each sample, length count. */
  readonly labels: Int32Array | undefined;
  readonly noise: (sigmaFrom: number, sigmaTo: number) => Vector;
  readonly signal: CancelSignal;
  readonly onStep: (step: SampledStep) => Promise<void>;
  /**
   * Awaited between two parts of one evaluation of a large batch, so that a cancel can come in.
   * @param step - From 0.
   * @param part - What of the step's current evaluation is done, 0 to 1.
   */
  readonly onPortion: (step: number, part: number) => Promise<void>;
}

// where the model does not say how many: about an eighth of a second for a small image model: 42 pictures of 32 × 32 in colour
const portionNumbers = 1 << 17;

/**
 * Samples a batch with a model.
 * @throws BadInput that names solver, step and sigma where a step fails or gives no finite numbers.
 */
export function runSampling(request: SamplingRequest): Promise<Sampled> {
  const { solver, sigmas, denoiser, flow, onStep, signal } = request;
  const between = (part: number): Promise<void> =>
    request.onPortion(step, part);
  const evaluation = <Name extends string>(evaluate: Evaluate<Name>) => {
    const whole = inPortions(request, between, evaluate);
    return flow ? flowEvaluation(whole, flow.highest) : whole;
  };
  const denoise = evaluation(async (...portion) => ({
    denoised: await denoiser.denoise(...portion),
  }));
  const { denoiseParts } = denoiser;
  let step = 0;
  return sample({
    solver: solver.solver,
    options: completeOptions(
      solver.solver.parameters,
      { ...solver.presetOptions, ...request.options },
      solver.solver.title,
    ),
    sigmas,
    x: request.x,
    denoise: async (x, sigma) => (await denoise(x, sigma)).denoised,
    ...(denoiseParts && { denoiseParts: evaluation(denoiseParts) }),
    ...(flow && { process: "flow", flowShift: flow.shift }),
    noise: request.noise,
    signal,
    async onStep(done) {
      step = done.index + 1;
      await onStep(done);
    },
  });
}

/** Some of a batch, evaluated to some arrays. */
type Evaluate<Name extends string> = (
  x: Vector,
  sigma: Vector,
  labels?: Int32Array,
) => Promise<Readonly<Record<Name, Vector>>>;

/** Evaluates the whole batch at one noise level, a part of it at a time, and joins each result. */
function inPortions<Name extends string>(
  { denoiser, count, labels, signal, x: start }: SamplingRequest,
  between: (part: number) => Promise<void>,
  evaluate: Evaluate<Name>,
): (x: Vector, sigma: number) => Promise<Readonly<Record<Name, Vector>>> {
  const size = start.length / count;
  // guidance evaluates every sample twice
  const most = denoiser.denoiseParts ? portionNumbers / 2 : portionNumbers;
  const portion = denoiser.batch ?? Math.max(1, Math.floor(most / size));
  return async (x, sigma) => {
    if (count <= portion)
      return evaluate(x, new Float64Array(count).fill(sigma), labels);
    const whole: Partial<Record<Name, Vector>> = {};
    for (let from = 0; from < count; from += portion) {
      const to = Math.min(count, from + portion);
      if (from > 0) await between(from / count);
      signal.throwIfAborted();
      const parts = await evaluate(
        x.subarray(from * size, to * size),
        new Float64Array(to - from).fill(sigma),
        labels?.subarray(from, to),
      );
      for (const name in parts)
        (whole[name] ??= vectorLike(x)).set(parts[name], from * size);
    }
    // every part gives the same names
    return whole as Record<Name, Vector>;
  };
}
