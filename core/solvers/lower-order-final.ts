import type { Parameters } from "../parameter.ts";
import type { StepInput } from "./solver.ts";

/** Lu et al. 2022 (arXiv:2211.01095), section 3.4: for few steps the last ones are steadier at lower orders. */
export const lowerOrderFinal = {
  lower_order_final: {
    kind: "switch",
    title: "Last step first order",
    seldom: true,
    default: false,
    description:
      "Makes the last step of first order also where the schedule does not end at zero; a step to zero always is.",
  },
} as const satisfies Parameters;

/**
 * The order of a multistep solver's step: no more than the evaluations that there are, 1 to zero, and with
 * `lower_order_final` no more than the steps that are left.
 */
export function stepOrder(input: StepInput, most: number): number {
  if (input.sigmaNext === 0) return 1;
  const left = input.scheduleSteps - input.index;
  return Math.min(
    most,
    input.history.length + 1,
    input.options["lower_order_final"] === true ? left : Infinity,
  );
}

/** Whether this step is to be of first order because it is the last, or because it goes to zero. */
export function endsFirstOrder(input: StepInput): boolean {
  const last = input.index === input.scheduleSteps - 1;
  return (
    input.sigmaNext === 0 ||
    (last && input.options["lower_order_final"] === true)
  );
}
