import type { Limits } from "../../core/schedules/schedule.ts";
import { sixDigits } from "../formats/digits.ts";
import type { OptimizationSettings, Optimized } from "./optimization.ts";

/** Schedules that were found without measuring, and are worse with the solver than one that everybody knows. */
export function worseThanKnown({
  schedules,
}: Pick<Optimized, "schedules">): readonly string[] {
  return schedules.flatMap(({ evidence, steps }) =>
    evidence?.ratio &&
    evidence.ratio.low > 1 &&
    evidence.candidates.some(
      ({ candidate }) =>
        candidate.id === evidence.chosen && candidate.kind === "optimized",
    )
      ? [`${steps} ${steps === 1 ? "step" : "steps"}: ${evidence.verdict}`]
      : [],
  );
}

/**
 * What is to be minded of an optimization that can be done nevertheless, a sentence each.
 * @param given - How many data samples were given, where they were.
 */
export function optimizationWarnings(
  { samples, levels, steps, ...settings }: OptimizationSettings,
  model: Limits & { readonly title: string },
  given?: number,
): readonly string[] {
  const warnings: string[] = [];
  // what is equal in these digits differs by rounding, as 999 and the 998.9999999999991 of a flow
  const [sigmaMin, sigmaMax] = limitsOf(settings);
  const [lowest, highest] = limitsOf(model);
  // what a model was not trained for may be anything
  if (sigmaMin < lowest)
    warnings.push(
      `sigma min ${sigmaMin} is below the lowest noise level that ${model.title} was trained for, ${lowest}`,
    );
  if (sigmaMax > highest)
    warnings.push(
      `sigma max ${sigmaMax} is above the highest noise level that ${model.title} was trained for, ${highest}`,
    );
  const most = Math.max(...steps);
  if (levels < most)
    warnings.push(
      `${levels} noise levels are few for ${most} steps: what the model does between them is only guessed, take at least ${most} levels or fewer steps`,
    );
  if (samples < levels)
    warnings.push(
      `${samples} samples are few for ${levels} noise levels: much of the result is chance, take at least ${levels} samples or fewer levels`,
    );
  if (given !== undefined && given < samples)
    warnings.push(
      `${samples} samples were asked for and ${given} given: each is used ${Number((samples / given).toPrecision(2))} times on average, with other noise`,
    );
  return warnings;
}

function limitsOf({ sigmaMin, sigmaMax }: Limits): readonly [number, number] {
  return [sixDigits(sigmaMin), sixDigits(sigmaMax)];
}
