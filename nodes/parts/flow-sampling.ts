import { BadInput } from "../../core/bad-input.ts";
import type { Process } from "../../core/solvers/solver.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import type { LoadedModel } from "../../models/load.ts";

/** What sampling along a flow needs to know beside its times. */
export interface AlongFlow {
  /** How far the model's times are moved to larger ones; 1 does not. */
  readonly shift: number;
  /** The noise level that stands for all above it, see flowEvaluation. */
  readonly highest: number;
}

/** What the levels of a schedule are, for an option or an input that asks. */
export const processChoices = [
  { value: "schedule", title: "As the schedule says" },
  { value: "variance-exploding", title: "Variance exploding" },
  { value: "flow", title: "Flow" },
] as const;

export const processWords =
  "What the schedule's levels are: noise levels in data units (variance exploding), or times of a flow, (1 − s) · data + s · noise, from 1, noise alone, to 0, as those of SD3 and FLUX. Both sample the same model. A schedule made for a flow says so itself.";

/** What the solver's states are where schedules are optimized for it, for an option or an input that asks. */
export const solvedChoices = [
  { value: "model", title: "As the model says" },
  { value: "variance-exploding", title: "Variance exploding" },
  { value: "flow", title: "Flow" },
] as const;

export const solvedWords =
  "What the solver's states are: data + σ · noise (variance exploding), or those of a flow, (1 − s) · data + s · noise, whose schedules are times from 1 to 0, as those of SD3 and FLUX. As the model says: flow for a network of a flow.";

/**
 * @param chosen - Out of solvedChoices.
 * @returns For the settings of an optimization.
 */
export function solvedAs(
  chosen: string,
  model: { readonly process?: Process },
): { readonly process?: Process } {
  const process = chosen === "model" ? model.process : chosen;
  return process === "flow" ? { process } : {};
}

export const flowShift = {
  range: { min: 0.01, max: 100 },
  words:
    "How far the times of the flow's model are moved to larger ones: 1 does not, SD3 has 3. It decides what stands for a time of 1, for solvers that cannot start there.",
};

/**
 * @param chosen - Out of processChoices.
 * @returns undefined where the schedule has noise levels.
 * @throws BadInput where noise levels are asked for and the schedule has none.
 */
export function alongFlow(
  chosen: string,
  schedule: Pick<ScheduleValue, "process" | "source">,
  shift: number,
  { description, sigmaMax }: LoadedModel,
): AlongFlow | undefined {
  const process =
    chosen === "schedule" ? (schedule.process ?? "variance-exploding") : chosen;
  if (process === "flow") {
    // a toy's D is exact at any level, and at this one its limit
    const exact = description.reference.kind === "toy";
    return { shift, highest: exact ? 1e12 : sigmaMax };
  }
  if (schedule.process !== "flow") return undefined;
  throw new BadInput(
    `noise levels are asked for, and those of ${schedule.source} are times of a flow`,
  );
}
