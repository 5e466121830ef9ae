import { collectStatistics } from "../../../core/klub/collect-statistics.ts";
import { fitSchedules } from "../../../core/klub/fit-schedules.ts";
import type { FitOptions } from "../../../core/klub/fit-schedules.ts";

/** Method `exact` as the program puts it together: one pass, and the schedules that follow. */
export async function exactSchedules(
  request: Parameters<typeof collectStatistics>[0] &
    FitOptions & { readonly steps: readonly number[] },
) {
  const statistics = await collectStatistics(request);
  return fitSchedules(statistics, request.steps, request);
}
