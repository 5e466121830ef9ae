import { BadInput } from "../../core/bad-input.ts";
import { buildSchedule } from "../../core/schedules/build.ts";
import { shortName } from "../../core/schedules/tools/short-name.ts";
import type { View } from "../../engine/view.ts";

type EditorView = Extract<View, { kind: "schedule-editor" }>;

/** A schedule to put beside the edited one. */
export interface Comparison {
  /** Stays the same while the levels change. */
  readonly id: string;
  readonly name: string;
  /** Strictly falling. */
  readonly sigmas: readonly number[];
}

/** What came in, and the hand-crafted schedules of as many steps with the same ends. */
export function comparisonsWith(
  levels: readonly number[],
  view: EditorView | undefined,
): Comparison[] {
  const incoming = view?.incoming;
  return [
    ...(incoming === undefined
      ? []
      : [
          {
            id: "incoming",
            name: "As it came in",
            sigmas: [...incoming.sigmas],
          },
        ]),
    // the families are made for noise levels, and a flow's times are none
    ...(view?.flow === true ? [] : handCrafted(levels, view)),
  ];
}

function handCrafted(
  levels: readonly number[],
  view: EditorView | undefined,
): Comparison[] {
  const above = levels.filter((level) => level > 0);
  const measured = view?.statistics?.curves.t[0] ?? Infinity;
  const [sigmaMax, last] = [above[0] ?? NaN, above.at(-1) ?? NaN];
  // a 0 stands in place of the lowest level that was measured, unless that one is before it
  const inPlace = above.length < levels.length && measured < last * (1 - 1e-9);
  const sigmaMin = inPlace ? measured : last;
  const steps = inPlace ? above.length : above.length - 1;
  const c = Math.max(view?.statistics?.sigmaData ?? 1, 1e-6);
  const families: readonly (readonly [string, Record<string, number>])[] = [
    ["edm", {}],
    ["logsnr", {}],
    ["gaussian-optimal", { c: Number(c.toPrecision(3)) }],
  ];
  return families.flatMap(([id, options]) => {
    try {
      const { source, sigmas } = buildSchedule(id, {
        steps,
        sigmaMin,
        sigmaMax,
        ending: "sigma-min",
        options,
      });
      return [{ id, name: shortName(source), sigmas }];
    } catch (error) {
      // levels typed beyond what a family takes have no such schedule beside them
      if (error instanceof BadInput) return [];
      throw error;
    }
  });
}
