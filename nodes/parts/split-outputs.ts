import type { Split } from "../../core/schedules/tools/split.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";
import { derivedSchedule } from "./derived-schedule.ts";
import { stepsView } from "./schedule-lines.ts";

interface SplitOutputs {
  readonly high: ScheduleValue;
  readonly low: ScheduleValue;
  readonly view: View;
}

/**
 * The two parts as schedules, and a drawing of both.
 * @param words - Where it was split, for their sources: `split at 5`.
 */
export function splitOutputs(
  schedule: ScheduleValue,
  split: Split,
  words: string,
): SplitOutputs {
  const high = derivedSchedule(schedule, split.high, `${words}, high part`);
  const low = derivedSchedule(schedule, split.low, `${words}, low part`);
  const steps = split.high.length - 1;
  const lowSteps = split.low.length - 1;
  const view = stepsView(
    [
      { name: "high", sigmas: high.sigmas, emphasis: true },
      { name: "low", sigmas: low.sigmas, firstStep: steps, emphasis: true },
    ],
    [
      `${steps} + ${lowSteps} steps`,
      `split at σ ${Number(split.low[0]?.toPrecision(4))}`,
    ],
  );
  return { high, low, view };
}
