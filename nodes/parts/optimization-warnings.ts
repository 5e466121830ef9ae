import type { Limits } from "../../core/schedules/schedule.ts";
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
  { sigmaMin, sigmaMax, samples, levels }: OptimizationSettings,
  model: Limits & { readonly title: string },
  given?: number,
): readonly string[] {
  const warnings: string[] = [];
  // what a model was not trained for may be anything
  if (sigmaMin < model.sigmaMin)
    warnings.push(
      `sigma min ${sigmaMin} is below the lowest noise level that ${model.title} was trained for, ${model.sigmaMin}`,
    );
  if (sigmaMax > model.sigmaMax)
    warnings.push(
      `sigma max ${sigmaMax} is above the highest noise level that ${model.title} was trained for, ${model.sigmaMax}`,
    );
  if (samples < levels)
    warnings.push(
      `${samples} samples are few for ${levels} noise levels: much of the result is chance, take at least ${levels} samples or fewer levels`,
    );
  if (given !== undefined && given < samples)
    warnings.push(
      `${samples} samples were asked for and ${given} given: each is used ${(samples / given).toPrecision(2)} times on average, with other noise`,
    );
  return warnings;
}
