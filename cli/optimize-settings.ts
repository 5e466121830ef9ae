import { BadInput } from "../core/bad-input.ts";
import { parseSolverOptions } from "../core/solvers/peer-options.ts";
import { findSolver } from "../core/solvers/registry.ts";
import { solvedAs } from "../nodes/parts/flow-sampling.ts";
import type {
  Effort,
  Method,
  OptimizationSettings,
} from "../nodes/parts/optimization.ts";
import { solverOf } from "../nodes/parts/optimizing.ts";
import type { KlubModel, KlubOptions } from "./klub-options.ts";

/** p of the paper's weight t^-p, by which its search goes. */
const paperWeight = 3;

/** What `optimize` is given. */
export interface OptimizeOptions extends KlubOptions {
  readonly model: string;
  readonly data?: string;
  readonly solver?: string;
  readonly option?: readonly string[];
  readonly steps: readonly number[];
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
  readonly ending: "sigma-min" | "zero";
  readonly process: string;
  readonly method?: Method;
  readonly budget?: Effort;
  readonly measure?: "paired" | "distribution";
  readonly statistics?: string;
  readonly report?: string;
  readonly resume?: boolean;
}

/**
 * What is asked of the optimization: the model's own limits and process where nothing else was said.
 * @throws BadInput on options that do not go together.
 */
export function optimizeSettings(
  options: OptimizeOptions,
  { denoiser }: KlubModel,
): OptimizationSettings {
  const {
    solver,
    measure,
    budget,
    steps,
    samples,
    levels,
    seed,
    weight,
    ending,
  } = options;
  const using = solver === undefined ? undefined : findSolver(solver);
  if (using === undefined && options.option !== undefined)
    throw new BadInput(
      `--option ${options.option[0]} needs --solver, got no solver`,
    );
  if (using === undefined && measure !== undefined)
    throw new BadInput(`--measure ${measure} needs --solver, got no solver`);
  const method = options.method ?? (using ? "tuned" : "exact");
  if (method !== "tuned" && budget !== undefined)
    throw new BadInput(
      `--budget ${budget} needs --method tuned, got the method ${method}, which has no budget`,
    );
  if (method === "coordinate" && weight !== paperWeight)
    throw new BadInput(
      `--weight must be ${paperWeight} with --method coordinate, the search of the paper by its own bound, got ${weight}: --method exact takes any`,
    );
  return {
    method,
    ...(using && {
      solver: {
        id: using.id,
        options: solverOf({
          id: solver ?? using.id,
          options: parseSolverOptions(using.solver, options.option ?? []),
        }).options,
      },
    }),
    steps: [...new Set(steps)],
    sigmaMin: options.sigmaMin ?? denoiser.sigmaMin,
    sigmaMax: options.sigmaMax ?? denoiser.sigmaMax,
    samples,
    levels,
    seed,
    weight,
    ending,
    ...solvedAs(options.process, denoiser.description),
    effort: budget ?? "usual",
    ...(measure && { decides: measure }),
  };
}
