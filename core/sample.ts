import { BadInput } from "./bad-input.ts";
import type { CancelSignal } from "./cancel.ts";
import type { DenoisedParts } from "./denoiser.ts";
import { firstNotFinite } from "./first-not-finite.ts";
import type { ParameterValues } from "./parameter.ts";
import { flowSigma, flowTime } from "./parameterisation.ts";
import { checkSigmas } from "./schedules/check.ts";
import { belowPureNoise, scaledStep } from "./solvers/flow.ts";
import type {
  PastStep,
  Process,
  Solver,
  StepInput,
  StepResult,
} from "./solvers/solver.ts";
import type { Vector } from "./vector.ts";

export interface SampleRequest {
  readonly solver: Solver;
  /** Complete, from completeOptions. */
  readonly options: ParameterValues;
  /** Length steps + 1, finite, strictly falling; the last may be 0. */
  readonly sigmas: ArrayLike<number>;
  /** State at `sigmas[0]`, `[batch, ...shape]`: standard normal times `sigmas[0]`. Not changed. */
  readonly x: Vector;
  /** D at one noise level for the whole batch, see denoiseBatch; of a flow at a time for a state in its own scale. */
  readonly denoise: (x: Vector, sigma: number) => Promise<Vector>;
  /** As `denoise` with the unconditional D beside it; absent where the model has no guidance. */
  readonly denoiseParts?: (x: Vector, sigma: number) => Promise<DenoisedParts>;
  /** Variance-exploding where absent. */
  readonly process?: Process;
  /** How far the times of a flow's model are moved to larger ones, see belowPureNoise; 1 where absent. */
  readonly flowShift?: number;
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
  /** Where the step has led to: above the schedule's next level while a solver with steps of its own is under way. */
  readonly sigmaNext: number;
  /** What is done of the whole, 0 to 1; even in ln sigma within a step of the schedule. */
  readonly progress: number;
  /** State at `sigmaNext`. Not to be changed. */
  readonly x: Vector;
  /** What the denoiser made of the step's start. Not to be changed. */
  readonly denoised: Vector;
}

export interface Sampled {
  /** State at `sigma`, `[batch, ...shape]`. */
  readonly x: Vector;
  /** The level that was reached: the schedule's last, or that of the solver's own grid. */
  readonly sigma: number;
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

/** Trials of one step of the schedule after which a solver with steps of its own has got stuck. */
const mostTrials = 10_000;

/** The levels that are stepped through. */
function levelsOf(
  { solver, options, process, flowShift = 1 }: SampleRequest,
  given: readonly number[],
): readonly number[] {
  const grid = (sigmas: readonly number[]): readonly number[] =>
    solver.grid?.(sigmas, options) ?? sigmas;
  if (process !== "flow") return grid(given);
  if (!solver.flow)
    throw new BadInput(
      `${solver.title} has no formula for a flow, only for variance-exploding states`,
    );
  const [first = 0] = given;
  if (first > 1)
    throw new BadInput(
      `The schedule of a flow must start at a time of at most 1, got ${first}`,
    );
  if (solver.flow === "own") return grid(given);
  const times = checkSigmas(
    belowPureNoise(given, flowShift),
    "The schedule of a flow",
  );
  return solver.grid ? grid(times.map(flowSigma)).map(flowTime) : times;
}

/**
 * Runs a solver along a schedule: the one loop over steps of the whole program.
 * @throws BadInput for a schedule or start that cannot be used, and for a step that gives no finite numbers.
 * @throws The signal's reason once it is aborted.
 */
export async function sample(request: SampleRequest): Promise<Sampled> {
  const { solver, options, signal, process = "variance-exploding" } = request;
  solver.check?.(options);
  const given = checkSigmas(Array.from(request.sigmas), "The schedule");
  const sigmas = levelsOf(request, given);
  const steps = sigmas.length - 1;
  const length = request.x.length;
  if (length === 0)
    throw new BadInput("The start must hold at least one number, got none");
  checkNumbers(request.x, length, "The start");

  let nfe = 0;
  let x = request.x;
  const history: PastStep[] = [];

  /** One call of the solver's step, its numbers checked. */
  async function advance(index: number, sigma: number): Promise<StepResult> {
    signal?.throwIfAborted();
    const sigmaNext = sigmas[index + 1] ?? 0;
    const where = `${solver.title}, step ${index + 1} of ${steps} at sigma ${sigma}`;
    const evaluate = async <T>(
      model: (at: Vector, level: number) => Promise<T>,
      at: Vector,
      level: number,
    ): Promise<T> => {
      signal?.throwIfAborted();
      nfe++;
      try {
        return await model(at, level);
      } catch (cause) {
        if (!(cause instanceof BadInput)) throw cause;
        throw new BadInput(`${where}: ${cause.message}`, { cause });
      }
    };
    const checked = (denoised: Vector): Vector => {
      checkNumbers(denoised, length, `${where}: what the model gives`);
      return denoised;
    };
    const denoise = async (at: Vector, level: number): Promise<Vector> =>
      checked(await evaluate(request.denoise, at, level));
    const denoiseParts = async (
      at: Vector,
      level: number,
    ): Promise<DenoisedParts> => {
      if (!request.denoiseParts) {
        const denoised = await denoise(at, level);
        return { denoised, unconditional: denoised };
      }
      const parts = await evaluate(request.denoiseParts, at, level);
      checked(parts.denoised);
      checked(parts.unconditional);
      return parts;
    };
    const { noise } = request;
    const input: StepInput = {
      x,
      sigma,
      sigmaNext,
      index,
      sigmas,
      scheduleSteps: given.length - 1,
      history,
      options,
      noise,
      process,
      denoiseParts,
    };
    const result =
      process === "flow" && solver.flow === "scaled"
        ? await scaledStep(solver, input, denoise)
        : await solver.step(input, denoise);
    checkNumbers(result.x, length, `${where}: its result`);
    return result;
  }

  for (let index = 0; index < steps; index++) {
    const first = sigmas[index] ?? 0;
    const target = sigmas[index + 1] ?? 0;
    let sigma = first;
    for (let trial = 0; sigma > target; trial++) {
      if (trial === mostTrials)
        throw new BadInput(
          `${solver.title} has made ${mostTrials} steps of its own and is still at sigma ${sigma} on its way from ${first} to ${target}: its tolerances are too small`,
        );
      const {
        x: next,
        denoised,
        kept = {},
        sigmaReached = target,
      } = await advance(index, sigma);
      if (solver.historyLength > 0) {
        history.unshift({ sigma, x, denoised, kept });
        history.length = Math.min(history.length, solver.historyLength);
      }
      x = next;
      const share =
        sigmaReached === target
          ? 1
          : Math.log(first / sigmaReached) / Math.log(first / target);
      await request.onStep?.({
        index,
        steps,
        sigma,
        sigmaNext: sigmaReached,
        progress: (index + share) / steps,
        x,
        denoised,
      });
      sigma = sigmaReached;
    }
  }
  signal?.throwIfAborted();
  return { x, sigma: sigmas.at(-1) ?? 0, nfe };
}
