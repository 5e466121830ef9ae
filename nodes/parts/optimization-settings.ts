import type { ModelValue } from "../../engine/values.ts";
import { solvedAs } from "./flow-sampling.ts";
import { limitsOf } from "./schedule-limits.ts";
import type { Effort, Method, OptimizationSettings } from "./optimization.ts";

/** What the task is asked for. */
export function settingsOf(inputs: {
  readonly model: ModelValue;
  readonly solver: OptimizationSettings["solver"] | undefined;
  readonly method: string;
  readonly measure: string;
  readonly budget: string;
  readonly steps: readonly number[];
  readonly limits: string;
  readonly sigma_min: number;
  readonly sigma_max: number;
  readonly samples: number;
  readonly levels: number;
  readonly weight: number;
  readonly ending: string;
  readonly process: string;
  readonly seed: number;
}): OptimizationSettings {
  const { solver, samples, levels, weight, seed } = inputs;
  const method = methodOf(inputs.method);
  return {
    method,
    ...(solver && { solver }),
    steps: [...new Set(inputs.steps)],
    ...limitsOf(inputs),
    samples,
    levels,
    seed,
    weight,
    ending: inputs.ending === "zero" ? "zero" : "sigma-min",
    ...solvedAs(inputs.process, inputs.model),
    effort: effortOf(inputs.budget),
    ...(method === "tuned" && decidesOf(inputs.measure)),
  };
}

function methodOf(value: string): Method {
  return value === "exact" || value === "coordinate" ? value : "tuned";
}

function effortOf(value: string): Effort {
  return value === "quick" || value === "thorough" ? value : "usual";
}

function decidesOf(value: string): Pick<OptimizationSettings, "decides"> {
  return value === "paired" || value === "distribution"
    ? { decides: value }
    : {};
}
