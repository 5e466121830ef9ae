import type { ScheduleValue } from "../../engine/values.ts";

/**
 * A way to write schedules for one target. One file each in nodes/formats/schedules/; the file's name is its permanent
 * id, on the command line too.
 */
export interface ScheduleFormat {
  /** The target, for menus: `ComfyUI ManualSigmas`. */
  readonly title: string;
  readonly extension: string;
  /** It says itself that the levels are times of a flow, where they are. */
  readonly takesFlow?: true;
  /** @param createdWith - Name and version of the program. */
  write(schedule: ScheduleValue, createdWith: string): string;
  /** What the target will do with the numbers and with their ending: a sentence, or nothing where there is no target. */
  readonly target?: (schedule: ScheduleValue) => string;
}
