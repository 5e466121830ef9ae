import { BadInput } from "./bad-input.ts";
import type { CancelSignal } from "./cancel.ts";
import { firstNotFinite } from "./first-not-finite.ts";
import type { ParameterValues } from "./parameter.ts";
import { checkSigmas } from "./schedules/check.ts";
import type { PastStep, Solver } from "./solvers/solver.ts";
import type { Vector } from "./vector.ts";

export interface SampleRequest {
  readonly solver: Solver;
  /** Complete, from completeOptions. */
  readonly options: ParameterValues;
  /** Length steps + 1, finite, strictly falling; the last may be 0. */
  readonly sigmas: ArrayLike<number>;
  /** State at `sigmas[0]`, `[batch, ...shape]`: standard normal times `sigmas[0]`. Not changed. */
  readonly x: Vector;
  /** D at one noise level for the whole batch, see denoiseBatch. */
  readonly denoise: (x: Vector, sigma: number) => Promise<Vector>;
  /** The next draw of standard normal noise, as long as `x`. */
  readonly noise: (sigmaFrom: number, sigmaTo: number) => Vector;
  readonly signal?: CancelSignal;
  /** Awaited after each step, so that a cancel can come in. */
  readonly onStep?: (step: SampledStep) => Promise<void> | void;
}

export interface SampledStep {
  /** From 0. */
  readonly index: number;
  readonly steps: number;
  readonly sigma: number;
  readonly sigmaNext: number;
  /** State at `sigmaNext`. Not to be changed. */
  readonly x: Vector;
  /** What the denoiser made of the step's start. Not to be changed. */
  readonly denoised: Vector;
}

export interface Sampled {
  /** State at the last sigma, `[batch, ...shape]`. */
  readonly x: Vector;
  /** Evaluations of the denoiser for each sample. */
  readonly nfe: number;
}

function checkNumbers(values: Vector, length: number, what: string): void {
  if (values.length !== length)
    throw new BadInput(
      `${what} must be ${length} numbers, got ${values.length}`,
    );
  const wrong = firstNotFinite(values);
  if (wrong >= 0)
    throw new BadInput(
      `${what} must be finite numbers, got ${values[wrong]} at index ${wrong}`,
    );
}

/**
 * Runs a solver along a schedule: the one loop over steps of the whole program.
 * @throws BadInput for a schedule or start that cannot be used, and for a step that gives no finite numbers.
 * @throws The signal's reason once it is aborted.
 */
export async function sample(request: SampleRequest): Promise<Sampled> {
  const { solver, options, signal } = request;
  const sigmas = checkSigmas(Array.from(request.sigmas), "The schedule");
  const steps = sigmas.length - 1;
  const length = request.x.length;
  if (length === 0)
    throw new BadInput("The start must hold at least one number, got none");
  checkNumbers(request.x, length, "The start");

  let nfe = 0;
  let x = request.x;
  const history: PastStep[] = [];
  for (let index = 0; index < steps; index++) {
    signal?.throwIfAborted();
    const sigma = sigmas[index] ?? 0;
    const sigmaNext = sigmas[index + 1] ?? 0;
    const where = `${solver.title}, step ${index + 1} of ${steps} at sigma ${sigma}`;
    const denoise = async (at: Vector, level: number): Promise<Vector> => {
      signal?.throwIfAborted();
      nfe++;
      const denoised = await request.denoise(at, level);
      checkNumbers(denoised, length, `${where}: what the model gives`);
      return denoised;
    };
    const result = await solver.step(
      {
        x,
        sigma,
        sigmaNext,
        index,
        sigmas,
        history,
        options,
        noise: request.noise,
      },
      denoise,
    );
    checkNumbers(result.x, length, `${where}: its result`);
    if (solver.historyLength > 0) {
      history.unshift({ sigma, x, denoised: result.denoised });
      history.length = Math.min(history.length, solver.historyLength);
    }
    x = result.x;
    await request.onStep?.({
      index,
      steps,
      sigma,
      sigmaNext,
      x,
      denoised: result.denoised,
    });
  }
  signal?.throwIfAborted();
  return { x, nfe };
}
