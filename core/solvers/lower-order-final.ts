import type { Parameters } from "../parameter.ts";
import type { StepInput } from "./solver.ts";

/** Lu et al. 2022 (arXiv:2211.01095), section 3.4: for few steps the last one is steadier at first order. */
export const lowerOrderFinal = {
  lower_order_final: {
    kind: "switch",
    title: "Last step first order",
    default: false,
    description:
      "Makes the last step of first order also where the schedule does not end at zero; a step to zero always is.",
  },
} as const satisfies Parameters;

/** Whether this step is to be of first order because it is the last, or because it goes to zero. */
export function endsFirstOrder(input: StepInput): boolean {
  const last = input.index === input.sigmas.length - 2;
  return (
    input.sigmaNext === 0 ||
    (last && input.options["lower_order_final"] === true)
  );
}
