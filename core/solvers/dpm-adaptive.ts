import { BadInput } from "../bad-input.ts";
import { numberOption } from "../options.ts";
import type { Parameter } from "../parameter.ts";
import type { Vector } from "../vector.ts";
import { ancestralAbove, endsAboveZero } from "./above-zero.ts";
import { stagedStep } from "./dpm-solver-stages.ts";
import { keptNumber, keptVector } from "./kept.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import { proposedStep, type Inverses } from "./pid-step.ts";
import type { PastStep, Solver } from "./solver.ts";

const title = "DPM adaptive";

const gains = ["pcoeff", "icoeff", "dcoeff"];

const shortest = 1e-12;

function gain(name: string, by: number): Parameter {
  return {
    kind: "number",
    title: `${name} gain`,
    seldom: true,
    default: by,
    min: -10,
    max: 10,
    description: `How the step's length answers to the error: ${name.toLowerCase()} part of the controller.`,
  };
}

/**
 * DPM-Solver-12 and 23 with steps as long as their error allows: Lu et al. 2022, section 3.5 and appendix C
 * (arXiv:2206.00927), with the controller of k-diffusion. Of the schedule it takes the first level and the last above
 * zero, where it ends. The error is a mean over the whole batch.
 */
export const dpmAdaptive: Solver = {
  title,
  names: { comfyui: ["dpm_adaptive"] },
  order: 3,
  historyLength: 1,
  stochastic: drawsNoise,
  parameters: {
    order: {
      kind: "number",
      title: "Order",
      default: 3,
      min: 2,
      max: 3,
      whole: true,
      description:
        "Of the solution that is kept; the error is its distance from one of one order less.",
    },
    rtol: {
      kind: "number",
      title: "Relative tolerance",
      default: 0.05,
      min: 0,
      max: 10,
      description:
        "Error that a step may make, as a share of the state; all samples of a batch take the same steps.",
    },
    atol: {
      kind: "number",
      title: "Absolute tolerance",
      default: 0.0078,
      min: 1e-12,
      max: 10,
      description: "Error that a step may make in any case, in data units.",
    },
    h_init: {
      kind: "number",
      title: "First step",
      seldom: true,
      default: 0.05,
      min: 1e-6,
      max: 10,
      description: "Length in ln sigma of the first step that is tried.",
    },
    pcoeff: gain("Proportional", 0),
    icoeff: gain("Integral", 1),
    dcoeff: gain("Differential", 0),
    accept_safety: {
      kind: "number",
      title: "Acceptance",
      seldom: true,
      default: 0.81,
      min: 0.01,
      max: 1,
      description:
        "A step is taken where the next may be at least this share of its length, else it is tried again, shorter.",
    },
    ...noiseParameters,
    eta: { ...noiseParameters.eta, default: 0 },
  },
  evaluationsPerStep: "adaptive",
  flow: "scaled",
  ownSteps: "chooses its own steps between the schedule's ends above 0",
  grid: (sigmas) => endsAboveZero(sigmas, title),
  source:
    "Lu et al. 2022, DPM-Solver, section 3.5 and appendix C (arXiv:2206.00927); Crowson 2022, k-diffusion",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, options, noise } = input;
    const [before] = history;
    const length = before
      ? keptNumber(before, "length")
      : numberOption(options, "h_init");
    // shorter steps do not leave sigma: their parts are all zero
    if (!(length > shortest))
      throw new BadInput(
        `${title}'s steps have become ${length} long in ln sigma, at sigma ${sigma}, and end nowhere: the gains ${gains.map((name) => `${name} ${numberOption(options, name)}`).join(", ")} must lengthen a step where its error is small`,
      );
    const target = Math.max(sigmaNext, sigma * Math.exp(-length));
    const { to, scale } = ancestralAbove(options, sigma, target, sigmaNext);
    const denoised = await denoise(x, sigma);
    const order = numberOption(options, "order") === 2 ? 2 : 3;
    const { x: high, lower } = await stagedStep(
      order,
      { x, from: sigma, to, denoised },
      denoise,
    );
    const low = lower();
    const error = meanError(low, high, before ? keptVector(before, "low") : x, {
      absolute: numberOption(options, "atol"),
      relative: numberOption(options, "rtol"),
    });
    const { accepted, factor, inverses } = proposedStep(
      error,
      before ? inversesOf(before) : undefined,
      options,
      // noise is of half an order
      numberOption(options, "eta") > 0 ? 1.5 : order,
    );
    const kept = {
      length: length * factor,
      low: accepted ? low : before ? keptVector(before, "low") : x,
      lastInverse: inverses[0],
      secondLastInverse: inverses[1],
    };
    if (!accepted) return { x, denoised, kept, sigmaReached: sigma };
    return {
      x: withNoise(high, scale, () => noise(sigma, target)),
      denoised,
      kept,
      // what is left is too little to tell from rounding
      sigmaReached: Math.log(target / sigmaNext) < 1e-5 ? sigmaNext : target,
    };
  },
};

function inversesOf(before: PastStep): Inverses {
  return [
    keptNumber(before, "lastInverse"),
    keptNumber(before, "secondLastInverse"),
  ];
}

/** Root mean square over all numbers of the difference, each as a multiple of what is allowed. */
function meanError(
  low: Vector,
  high: Vector,
  before: Vector,
  allowed: { readonly absolute: number; readonly relative: number },
): number {
  let sum = 0;
  for (let i = 0; i < low.length; i++) {
    const value = low[i] ?? 0;
    const size = Math.max(Math.abs(value), Math.abs(before[i] ?? 0));
    const most = Math.max(allowed.absolute, allowed.relative * size);
    sum += ((value - (high[i] ?? 0)) / most) ** 2;
  }
  return Math.sqrt(sum / low.length);
}
