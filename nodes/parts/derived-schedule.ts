import { BadInput } from "../../core/bad-input.ts";
import { checkSigmas, endingOf } from "../../core/schedules/check.ts";
import type { ScheduleValue } from "../../engine/values.ts";

/**
 * A schedule made out of another one: for the same model, with the ending that its levels have. Its KLUB is not known.
 * @param words - What was done, for its source: `split at 5, high part`.
 * @throws BadInput where the levels are not those of a schedule.
 */
export function derivedSchedule(
  from: Pick<ScheduleValue, "source" | "model" | "solver" | "process">,
  sigmas: readonly number[],
  words: string,
): ScheduleValue {
  const source = `${from.source}, ${words}`;
  const checked = checkSigmas(sigmas, source);
  const [first = 0] = checked;
  if (from.process === "flow" && first > 1)
    throw new BadInput(
      `${source}: the levels are times of a flow, at most 1, got ${first}`,
    );
  return {
    sigmas: Float64Array.from(checked),
    ending: endingOf(checked),
    source,
    ...(from.process && { process: from.process }),
    ...(from.model && { model: from.model }),
    ...(from.solver !== undefined && { solver: from.solver }),
  };
}

/** @throws BadInput where some have noise levels and others the times of a flow, which cannot be put beside each other. */
export function checkSameProcess(schedules: readonly ScheduleValue[]): void {
  const flows = schedules.filter(({ process }) => process === "flow").length;
  if (flows > 0 && flows < schedules.length)
    throw new BadInput(
      `the schedules must all have noise levels, or all times of a flow, got ${flows} of ${schedules.length} with times of a flow`,
    );
}
