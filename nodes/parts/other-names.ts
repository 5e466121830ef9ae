import type { ParameterValues } from "../../core/parameter.ts";
import type { Schedule } from "../../core/schedules/schedule.ts";
import type { Solver } from "../../core/solvers/solver.ts";
import type { Choice } from "../../engine/node-definition.ts";

/** What others call a solver or a schedule, the names that set options among them; ComfyUI's first. */
export function peerNames({
  names,
  presets = {},
}: Pick<Solver, "names" | "presets">): string[] {
  return [
    ...new Set([
      ...(names.comfyui ?? []),
      ...Object.keys(presets),
      ...(names.diffusers ?? []),
      ...(names.authors ?? []),
    ]),
  ];
}

/**
 * A choice for each solver. Where a name of it sets options, its other names set those to their defaults: who asks for
 * `uni_pc` wants none of what `uni_pc_bh2` left behind.
 */
export function solverChoices(solvers: ReadonlyMap<string, Solver>): Choice[] {
  return [...solvers].map(([value, solver]) => {
    const { title, presets = {}, parameters } = solver;
    const also = peerNames(solver);
    const options = new Set(Object.values(presets).flatMap(Object.keys));
    if (options.size === 0) return { value, title, also };
    const valuesOf = (set: ParameterValues) =>
      Object.fromEntries(
        [...options].flatMap((option) => {
          const wanted = set[option] ?? parameters[option]?.default;
          return wanted === undefined ? [] : [[`${value}:${option}`, wanted]];
        }),
      );
    return {
      value,
      title,
      presets: also.map((name) => ({
        name,
        values: valuesOf(presets[name] ?? {}),
      })),
    };
  });
}

/** A choice for each family of schedules. Under a peer's name for it come the levels that the peer gives, which end at 0. */
export function scheduleChoices(
  schedules: ReadonlyMap<string, Schedule>,
): Choice[] {
  return [...schedules].map(([value, schedule]) => ({
    value,
    title: schedule.title,
    presets: peerNames(schedule).map((name) => ({
      name,
      values: { ending: "zero" },
      note: `${schedule.title}, ends at 0`,
    })),
  }));
}
