import { bestThrough } from "../../core/klub/best-through.ts";
import { lossCurve } from "../../core/klub/loss-curve.ts";
import {
  measureSchedule,
  type ScheduleMeasure,
} from "../../core/klub/measure-schedule.ts";
import { objectiveName } from "../../core/klub/objective-name.ts";
import { objective } from "../../core/klub/objective.ts";
import type { View } from "../../engine/view.ts";
import { type EditedLevels, roundLevel } from "./edit-levels.ts";

type EditorView = Extract<View, { kind: "schedule-editor" }>;
export type EditorStatistics = NonNullable<EditorView["statistics"]>;

/** What is known of any schedule without asking the engine, by statistics that were measured once. */
export interface Meter {
  /** What the objective is called. */
  readonly name: string;
  /** The noise levels that were measured. */
  readonly range: { readonly min: number; readonly max: number };
  /** Nothing for a schedule that leaves the range. */
  measure(levels: ArrayLike<number>): ScheduleMeasure | undefined;
  /** The denoising loss at a level. */
  loss(sigma: number): number;
  /**
   * The best levels that keep the ends and all that are held; of as many steps.
   * Undefined where the schedule leaves the range.
   * @throws BadInput where there are more steps than levels to choose from.
   */
  snap(edited: EditedLevels): readonly number[] | undefined;
}

export function meterOf({ curves, weight }: EditorStatistics): Meter {
  const of = objective(curves, weight);
  const f = lossCurve(curves.t, curves.loss, weight);
  const within = (sigma: number) => Math.min(of.tMax, Math.max(of.tMin, sigma));
  return {
    name: objectiveName(weight),
    range: { min: of.tMin, max: of.tMax },
    measure: (levels) => measureSchedule(of, levels),
    loss: (sigma) => f.value(within(sigma)),
    snap({ levels, held }) {
      if (measureSchedule(of, levels) === undefined) return undefined;
      const { knots, zero } = knotsOf(levels, of.tMin);
      const last = knots.length - 1;
      const kept = knots.filter(
        (level, i) => i === 0 || i === last || held.includes(level),
      );
      const best = bestThrough(of, kept.map(within).toReversed(), last);
      const snapped = [...best.t].toReversed().map((level, i) => {
        if (i === 0 || i === last) return knots[i] ?? level;
        return kept.find((each) => within(each) === level) ?? roundLevel(level);
      });
      switch (zero) {
        case "none":
          return snapped;
        case "in place of the lowest":
          return snapped.with(last, 0);
        case "after the lowest":
          return [...snapped, 0];
      }
    },
  };
}

/** The levels above 0 that the KLUB is a matter of, and where the 0 of a schedule that ends there belongs. */
function knotsOf(
  levels: readonly number[],
  lowest: number,
): {
  readonly knots: readonly number[];
  readonly zero: "none" | "in place of the lowest" | "after the lowest";
} {
  const knots = levels.filter((level) => level > 0);
  if (knots.length === levels.length) return { knots, zero: "none" };
  return (knots.at(-1) ?? 0) > lowest * (1 + 1e-9)
    ? { knots: [...knots, lowest], zero: "in place of the lowest" }
    : { knots, zero: "after the lowest" };
}
