import { BadInput } from "../bad-input.ts";
import { idOf } from "../file-id.ts";
import { nearestNames } from "../nearest-names.ts";
import { normalizeName } from "../normalize-name.ts";
import type { ParameterValues } from "../parameter.ts";
import type { Solver } from "./solver.ts";

const files = import.meta.glob<Readonly<Record<string, unknown>>>(
  ["./*.ts", "!./registry.ts"],
  { eager: true },
);

function isSolver(value: unknown): value is Solver {
  return (
    typeof value === "object" &&
    value !== null &&
    "step" in value &&
    "historyLength" in value
  );
}

/** Every solver by its id, the name of its file in this folder. */
export const solvers: ReadonlyMap<string, Solver> = new Map(
  Object.entries(files)
    .toSorted(([a], [b]) => (idOf(a) < idOf(b) ? -1 : 1))
    .flatMap(([path, file]) =>
      Object.values(file)
        .filter(isSolver)
        .map((solver) => [idOf(path), solver] as const),
    ),
);

export interface FoundSolver {
  readonly id: string;
  readonly solver: Solver;
  /** Options that the name itself sets; others can be set beside them. */
  readonly presetOptions: ParameterValues;
}

const byName: ReadonlyMap<string, FoundSolver> = new Map(
  [...solvers].flatMap(([id, solver]) => {
    const names = [
      id,
      solver.title,
      ...(solver.names.comfyui ?? []),
      ...(solver.names.diffusers ?? []),
      ...(solver.names.authors ?? []),
    ];
    return [
      ...names.map((name) => [name, {}] as const),
      ...Object.entries(solver.presets ?? {}),
    ].map(
      ([name, presetOptions]) =>
        [normalizeName(name), { id, solver, presetOptions }] as const,
    );
  }),
);

/**
 * Finds a solver by our id, by its title, or by the name that ComfyUI or diffusers gives it.
 * @throws BadInput with the names that are nearest.
 */
export function findSolver(name: string): FoundSolver {
  const found = byName.get(normalizeName(name));
  if (found) return found;
  const near = nearestNames(
    name,
    [...solvers].flatMap(([id, { names, presets = {} }]) => [
      id,
      ...(names.comfyui ?? []),
      ...(names.authors ?? []),
      ...Object.keys(presets),
    ]),
  );
  throw new BadInput(
    `The solver must be one of those that the command solvers lists, such as ${near.join(", ")}, got ${JSON.stringify(name)}`,
  );
}
