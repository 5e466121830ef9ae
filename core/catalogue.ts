import { completeOptions } from "./options.ts";
import type { Parameter, Parameters, ParameterValue } from "./parameter.ts";
import { schedules } from "./schedules/registry.ts";
import { solvers } from "./solvers/registry.ts";
import type { PeerOption, Solver } from "./solvers/solver.ts";

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
  readonly names: Entry["names"] & {
    /** Those in the programs of the authors. */
    readonly authors: readonly string[];
  };
  /** Options that peers call or write otherwise. */
  readonly peerOptions: readonly ({ readonly name: string } & PeerOption)[];
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

/** The first option that makes a solver draw noise: a number when it is raised, or one of the choices. */
function noiseOption(solver: Solver) {
  const { parameters, title } = solver;
  const defaults = completeOptions(parameters, {}, title);
  return Object.entries(parameters).find(([name, parameter]) =>
    extremes(parameter).some((value) =>
      solver.stochastic({ ...defaults, [name]: value }),
    ),
  )?.[0];
}

function extremes(parameter: Parameter): readonly ParameterValue[] {
  switch (parameter.kind) {
    case "number":
      return [parameter.max];
    case "choice":
      return parameter.choices;
    case "switch":
      return [true, false];
  }
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
        authors: names.authors ?? [],
      },
      presets: solver.presets ?? {},
      peerOptions: Object.entries(solver.peerOptions ?? {}).map(
        ([name, option]) => ({ name, ...option }),
      ),
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
