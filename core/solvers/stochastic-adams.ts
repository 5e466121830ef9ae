import { combine } from "../combine.ts";
import { numberOption, switchOption } from "../options.ts";
import type { Vector } from "../vector.ts";
import { integralWeights } from "./exponential-weights.ts";
import { keptNumber, keptVector } from "./kept.ts";
import { phi1 } from "./phi.ts";
import { tauAt } from "./sa-options.ts";
import type { PastStep, StepInput, StepResult } from "./solver.ts";

interface Evaluation {
  readonly sigma: number;
  readonly denoised: Vector;
}

/** Where a step starts, and the noise that is added on its way. */
interface Start {
  readonly sigma: number;
  readonly x: Vector;
  readonly tau: number;
  /** Already scaled; absent where none is. */
  readonly added: Vector | undefined;
}

/**
 * One step of SA-Solver, Xue et al. 2023, Algorithm 1 (arXiv:2309.05019): corrects the predicted state that it is given
 * by what the model makes of it, with the noise that the prediction had, and predicts the next one.
 * @param again - Whether the corrected state is evaluated too.
 */
export async function stochasticAdamsStep(
  input: StepInput,
  denoise: (x: Vector, sigma: number) => Promise<Vector>,
  again: boolean,
): Promise<StepResult> {
  const { sigma, sigmaNext, history, options } = input;
  const predicted = { sigma, denoised: await denoise(input.x, sigma) };
  const [before] = history;
  const left = ordersLeft(input);
  const corrects = Math.min(
    numberOption(options, "corrector_order"),
    left.corrector,
  );
  let { denoised } = predicted;
  let { x } = input;
  // at zero D is the result: only an evaluation of the corrected state would change it
  if (before && corrects > 0 && (sigmaNext > 0 || again)) {
    const used = [predicted, ...history].slice(0, corrects);
    x = advance(startOf(before), sigma, used, input);
    if (again) denoised = await denoise(x, sigma);
  }
  if (sigmaNext === 0) return { x: denoised, denoised };
  const tau = tauAt(sigmaNext, options);
  const scale =
    sigmaNext *
    Math.sqrt(phi1(2 * tau ** 2 * Math.log(sigma / sigmaNext))) *
    numberOption(options, "s_noise");
  const added =
    scale === 0
      ? undefined
      : combine(x, [scale, input.noise(sigma, sigmaNext)]);
  const used = [{ sigma, denoised }, ...history].slice(
    0,
    Math.min(numberOption(options, "predictor_order"), left.predictor),
  );
  return {
    x: advance({ sigma, x, tau, added }, sigmaNext, used, input),
    denoised,
    kept: { x, tau, ...(added ? { added } : {}) },
  };
}

/** Towards zero the orders fall, for steadier results with few steps. */
function ordersLeft({ sigmas, index }: StepInput): {
  predictor: number;
  corrector: number;
} {
  const steps = sigmas.length - 1;
  return sigmas[steps] === 0
    ? { predictor: steps - 1 - index, corrector: steps - index }
    : { predictor: Infinity, corrector: Infinity };
}

function startOf(past: PastStep): Start {
  return {
    sigma: past.sigma,
    x: keptVector(past, "x"),
    tau: keptNumber(past, "tau"),
    added: "added" in past.kept ? keptVector(past, "added") : undefined,
  };
}

/** @param used - Newest first; one at the level `to` itself makes it a correction. */
function advance(
  { sigma, x, tau, added }: Start,
  to: number,
  used: readonly Evaluation[],
  { options }: StepInput,
): Vector {
  const h = Math.log(sigma / to);
  const stretched = (1 + tau ** 2) * h;
  const nodes = used.map((one) => Math.log(sigma / one.sigma) / h);
  const weights =
    switchOption(options, "simple_order_2") && nodes.length === 2
      ? simpleWeights(nodes, stretched)
      : integralWeights("data", stretched, nodes).map(
          (weight) => stretched * weight,
        );
  return combine(
    x,
    [Math.exp(-stretched), x],
    ...used.map(
      ({ denoised }, index) => [weights[index] ?? NaN, denoised] as const,
    ),
    ...(added ? [[1, added] as const] : []),
  );
}

/** The second-order weights of the paper's appendix D, which differ from the exact ones by a term of third order. */
function simpleWeights(
  [newest = 0, oldest = 0]: readonly number[],
  stretched: number,
): number[] {
  const whole = phi1(stretched);
  const half = stretched / 2;
  // a correction has its newest evaluation at the end of the step, a prediction at the start
  return newest > 0
    ? [half, whole - half]
    : [whole - half / oldest, half / oldest];
}
