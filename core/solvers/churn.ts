import { BadInput } from "../bad-input.ts";
import { combine } from "../combine.ts";
import { optionName } from "../option-name.ts";
import { numberOption } from "../options.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";
import type { Vector } from "../vector.ts";
import { checkRange } from "./check-range.ts";
import type { StepInput } from "./solver.ts";

/** Karras et al. 2022, Algorithm 2 (arXiv:2206.00364): noise put back before a step. Off by default. */
export const churnParameters = {
  s_churn: {
    kind: "number",
    title: "Churn",
    default: 0,
    min: 0,
    max: 10_000,
    description:
      "How much noise is put back over all steps; 0 puts none back and draws no noise.",
  },
  s_tmin: {
    kind: "number",
    title: "Churn from sigma",
    seldom: true,
    default: 0,
    min: 0,
    max: 1_000_000,
    description: "Noise is put back only at noise levels of at least this.",
  },
  s_tmax: {
    kind: "number",
    title: "Churn to sigma",
    seldom: true,
    default: 1_000_000,
    min: 0,
    max: 1_000_000,
    infinite: true,
    description: "Noise is put back only at noise levels of at most this.",
  },
  s_noise: {
    kind: "number",
    title: "Noise scale",
    seldom: true,
    default: 1,
    min: 0,
    max: 100,
    description: "Standard deviation of the noise that is put back.",
  },
} as const satisfies Parameters;

export function churns(options: ParameterValues): boolean {
  return numberOption(options, "s_churn") > 0;
}

export function checkChurn(options: ParameterValues): void {
  checkRange(churnParameters, options, "s_tmin", "s_tmax");
}

/**
 * Raises the state to the noise level that the step starts from.
 * @returns That level, and the state there: `x` itself where no noise is put back.
 */
export function churned(input: StepInput): { x: Vector; sigma: number } {
  const { x, sigma, sigmas, options, noise, process } = input;
  const inside =
    numberOption(options, "s_tmin") <= sigma &&
    sigma <= numberOption(options, "s_tmax");
  const gamma = inside
    ? Math.min(
        numberOption(options, "s_churn") / (sigmas.length - 1),
        Math.SQRT2 - 1,
      )
    : 0;
  if (gamma === 0) return { x, sigma };
  if (process === "flow")
    throw new BadInput(
      `churn has no formula for a flow: ${optionName(churnParameters, "s_churn")} must be 0, got ${numberOption(options, "s_churn")}`,
    );
  const raised = sigma * (gamma + 1);
  const scale =
    numberOption(options, "s_noise") * Math.sqrt(raised ** 2 - sigma ** 2);
  return {
    x: combine(x, [1, x], [scale, noise(sigma, raised)]),
    sigma: raised,
  };
}
