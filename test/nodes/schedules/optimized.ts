import type { ModelValue, ScheduleValue } from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

/** What the Model node gives, the ring of 8 by itself. */
export async function modelOf(values: Record<string, unknown> = {}) {
  return (await runNode("sampling/model", values)).outputs[
    "model"
  ] as ModelValue;
}

/** A run of Optimize Schedule, exact on the ring of 8 where nothing else is given. */
export async function optimized(
  values: Record<string, unknown> = {},
  options: Parameters<typeof runNode>[2] = {},
) {
  const given = { model: await modelOf(), method: "exact", ...values };
  const run = await runNode("schedules/optimize-schedule", given, options);
  return { ...run, schedule: run.outputs["schedule"] as ScheduleValue };
}
