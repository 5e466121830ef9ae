import type { BuiltSchedule } from "../../core/schedules/build.ts";
import type { ScheduleValue } from "../../engine/values.ts";

/** A built schedule as it travels along links and into files. */
export function scheduleValue(built: BuiltSchedule): ScheduleValue {
  const { sigmas, ending, source, process } = built;
  return {
    sigmas: Float64Array.from(sigmas),
    ending,
    source,
    ...(process === "flow" && { process }),
  };
}
