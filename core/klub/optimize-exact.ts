import type { CancelSignal } from "../cancel.ts";
import type { DataSource, Denoiser } from "../denoiser.ts";
import { checkSteps, checkWeight } from "./check-request.ts";
import type { StatisticsRequest } from "./check-request.ts";
import { collectStatistics, evaluations } from "./collect-statistics.ts";
import type { StatisticsProgress } from "./collect-statistics.ts";
import { fitSchedules } from "./fit-schedules.ts";
import type { FitOptions, FittedSchedule } from "./fit-schedules.ts";
import type { Statistics } from "./statistics.ts";

export interface ExactRequest extends StatisticsRequest, FitOptions {
  readonly denoiser: Denoiser;
  readonly data: DataSource;
  /** Numbers of steps, all solved from the same pass. */
  readonly steps: readonly number[];
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: StatisticsProgress) => Promise<void>;
}

export interface ExactResult {
  /** One per number of steps, in the order asked for. */
  readonly schedules: readonly FittedSchedule[];
  /** Evaluations of the denoiser: samples × levels. */
  readonly nfe: number;
  readonly statistics: Statistics;
}

/**
 * The schedules that minimize the KLUB of Sabour, Fidler, Kreis 2024 (arXiv:2404.14507), all from one pass: one
 * denoiser evaluation per sample and noise level, then dynamic programming and Newton's method (klub.md, method `exact`).
 * @throws BadInput on a request that makes no sense; the signal's reason once it is aborted.
 */
export async function optimizeExact(
  request: ExactRequest,
): Promise<ExactResult> {
  checkSteps(request.steps);
  checkWeight(request.weight);
  const statistics = await collectStatistics(request);
  return {
    schedules: fitSchedules(statistics, request.steps, request),
    nfe: evaluations(request),
    statistics,
  };
}
