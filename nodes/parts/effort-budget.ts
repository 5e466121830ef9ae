import { usualBudget } from "../../core/klub/tuned/budget.ts";
import type { Budget } from "../../core/klub/tuned/budget.ts";
import type { Measure } from "../../core/klub/tuned/measurer.ts";
import { decidingMeasure } from "../../core/klub/tuned/tune.ts";
import type { ParameterValues } from "../../core/parameter.ts";
import type { Solver } from "../../core/solvers/solver.ts";
import { isImage } from "../formats/sample-pictures.ts";
import type { Effort } from "./optimization.ts";

const shares: Readonly<Record<Effort, number>> = {
  quick: 1 / 8,
  usual: 1,
  thorough: 4,
};

/** Noises below which a distance between distributions says too little to confirm anything by it. */
const leastToConfirm = 64;

/**
 * How much method `tuned` measures of samples of a shape.
 * @param chosen - The measure that is to decide; as the solver asks where absent.
 */
export function effortBudget(
  effort: Effort,
  shape: readonly number[],
  using: { readonly solver: Solver; readonly options: ParameterValues },
  chosen?: Measure,
): Budget {
  const length = shape.reduce((product, n) => product * n, 1);
  const usual = usualBudget(length, using.solver.stochastic(using.options));
  const byDistance = decidingMeasure(using, chosen) === "distribution";
  const share = shares[effort];
  // a covariance, and an interval, of fewer batches would say nothing
  const scaled = (count: number) => Math.max(2, Math.round(count * share));
  return {
    ...usual,
    trainingBatches: scaled(usual.trainingBatches),
    freshBatches: Math.max(
      scaled(usual.freshBatches),
      byDistance ? Math.ceil(leastToConfirm / usual.batch) : 0,
    ),
    polishEvaluations: scaled(usual.polishEvaluations),
    // what is neither points nor pictures cannot be looked at
    shownBatches: length === 2 || isImage(shape) ? usual.shownBatches : 0,
  };
}
