import { completeOptions } from "./options.ts";
import type { Parameter, Parameters } from "./parameter.ts";
import { schedules } from "./schedules/registry.ts";
import { solvers } from "./solvers/registry.ts";
import type { Solver } from "./solvers/solver.ts";

/** What is known of a solver or a schedule without running it. */
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly names: {
    readonly comfyui: readonly string[];
    readonly diffusers: readonly string[];
  };
  readonly options: readonly ({ readonly name: string } & Parameter)[];
  /** Where it comes from: authors, year, equation or algorithm. */
  readonly source: string;
}

export interface SolverEntry extends Entry {
  /** Further names, each with the options that it sets. */
  readonly presets: NonNullable<Solver["presets"]>;
  readonly order: number;
  /** Evaluations of the denoiser in a step that does not go to zero. */
  readonly evaluationsPerStep: Solver["evaluationsPerStep"];
  /** Whether it draws noise with the options that it has by default. */
  readonly stochastic: boolean;
  /** The option that makes it draw noise, where it draws none by default. */
  readonly stochasticWith?: string;
  /** What its states are made of, see Process. */
  readonly processes: readonly string[];
}

export interface ScheduleEntry extends Entry {
  /** Its ends are its own: it takes no limits. */
  readonly ownRange: boolean;
}

function optionsOf(parameters: Parameters): Entry["options"] {
  return Object.entries(parameters).map(([name, parameter]) => ({
    name,
    ...parameter,
  }));
}

/** The first number that makes a solver draw noise when it is raised. */
function noiseOption(solver: Solver) {
  const { parameters, title } = solver;
  const defaults = completeOptions(parameters, {}, title);
  return Object.entries(parameters).find(
    ([name, parameter]) =>
      parameter.kind === "number" &&
      solver.stochastic({ ...defaults, [name]: parameter.max }),
  )?.[0];
}

/** Every solver, in the order of their ids. */
export function solverEntries(): readonly SolverEntry[] {
  return [...solvers].map(([id, solver]): SolverEntry => {
    const { title, names, parameters, order, source } = solver;
    const draws = solver.stochastic(completeOptions(parameters, {}, title));
    const option = draws ? undefined : noiseOption(solver);
    return {
      id,
      title,
      names: {
        comfyui: names.comfyui ?? [],
        diffusers: names.diffusers ?? [],
      },
      presets: solver.presets ?? {},
      order,
      evaluationsPerStep: solver.evaluationsPerStep,
      stochastic: draws,
      ...(option === undefined ? {} : { stochasticWith: option }),
      processes: [
        "variance-exploding",
        ...(solver.flow === undefined ? [] : ["flow"]),
      ],
      options: optionsOf(parameters),
      source,
    };
  });
}

/** Every family of schedules, in the order of their ids. */
export function scheduleEntries(): readonly ScheduleEntry[] {
  return [...schedules].map(
    ([id, { title, names, parameters, source, ownRange }]) => ({
      id,
      title,
      names: { comfyui: names.comfyui ?? [], diffusers: names.diffusers ?? [] },
      ownRange: ownRange === true,
      options: optionsOf(parameters),
      source,
    }),
  );
}
