import { sigmaRange } from "../../core/sigma-range.ts";
import { number } from "../../engine/inputs.ts";
import type { ShownFor } from "../../engine/node-definition.ts";

interface Described {
  readonly description: string;
  readonly shownFor?: ShownFor;
}

/** Lowest noise level above 0, in data units, below the input `sigma_max`; EDM's default (Karras et al. 2022). */
export function sigmaMinInput(described: Described) {
  return number({
    default: 0.002,
    ...sigmaRange,
    step: 0.001,
    label: "sigma min",
    below: "sigma_max",
    ...described,
  });
}

/** Highest noise level, in data units; EDM's default (Karras et al. 2022). */
export function sigmaMaxInput(described: Described) {
  return number({
    default: 80,
    ...sigmaRange,
    step: 1,
    label: "sigma max",
    ...described,
  });
}
