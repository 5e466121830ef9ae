import { numberOption } from "../options.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";
import { checkRange } from "./check-range.ts";
import { noiseParameters } from "./noise-options.ts";
import type { PeerOption } from "./solver.ts";

/** Options of the SA-Solvers: the orders, and the levels at which noise is drawn. */
export const saParameters = {
  eta: {
    ...noiseParameters.eta,
    description:
      "Strength of the noise, tau of the paper, within its range of levels; 0 draws none.",
  },
  s_noise: noiseParameters.s_noise,
  start_sigma: {
    kind: "number",
    title: "Noise from sigma",
    seldom: true,
    default: 5.092407874267197,
    min: 0,
    max: 1_000_000,
    description:
      "Noise is drawn on steps to levels of at most this; the default is Stable Diffusion's at 20 % of its times.",
  },
  end_sigma: {
    kind: "number",
    title: "Noise to sigma",
    seldom: true,
    default: 0.5711888739242327,
    min: 0,
    max: 1_000_000,
    description:
      "Noise is drawn on steps to levels of at least this; the default is Stable Diffusion's at 80 % of its times.",
  },
  predictor_order: {
    kind: "number",
    title: "Predictor order",
    default: 3,
    min: 1,
    max: 6,
    whole: true,
    description: "How many evaluations a prediction is made from, at most.",
  },
  corrector_order: {
    kind: "number",
    title: "Corrector order",
    default: 4,
    min: 0,
    max: 6,
    whole: true,
    description:
      "How many evaluations a correction is made from, at most; 0 corrects nothing.",
  },
  simple_order_2: {
    kind: "switch",
    title: "Simple second order",
    seldom: true,
    default: false,
    description:
      "Takes the paper's simpler weights where two evaluations are used (appendix D), as diffusers does.",
  },
} as const satisfies Parameters;

/** ComfyUI's function of the noise level, as a number or in words. */
export const saPeerOptions: Readonly<Record<string, PeerOption>> = {
  tau: {
    option: "eta",
    values: {
      "1 if start_sigma>=sigma_next>=end_sigma else 0": { eta: 1 },
    },
  },
};

export function checkSaRange(options: ParameterValues): void {
  checkRange(saParameters, options, "end_sigma", "start_sigma");
}

/** Tau of the step to a level. */
export function tauAt(sigmaNext: number, options: ParameterValues): number {
  const inside =
    numberOption(options, "end_sigma") <= sigmaNext &&
    sigmaNext <= numberOption(options, "start_sigma");
  return inside ? numberOption(options, "eta") : 0;
}
