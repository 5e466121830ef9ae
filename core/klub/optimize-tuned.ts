import { checkSteps } from "./check-request.ts";
import type { StatisticsRequest } from "./check-request.ts";
import type { CancelSignal } from "../cancel.ts";
import type { DataSource, Denoiser } from "../denoiser.ts";
import type { DistributionMetric } from "../metrics/distribution-metric.ts";
import type { ParameterValues } from "../parameter.ts";
import type { Ending } from "../schedules/schedule.ts";
import type { Process, Solver } from "../solvers/solver.ts";
import {
  collectFlowStatistics,
  flowEvaluations,
} from "./collect-flow-statistics.ts";
import { collectStatistics, evaluations } from "./collect-statistics.ts";
import type { ShardStore } from "./shards.ts";
import type { Increments, Statistics } from "./statistics.ts";
import { plannedEvaluations } from "./tuned/budget.ts";
import type { Budget } from "./tuned/budget.ts";
import type { Measure } from "./tuned/measurer.ts";
import type { MeasuredSchedule } from "./tuned/report.ts";
import { tune } from "./tuned/tune.ts";
import type { TuneProgress } from "./tuned/tune.ts";

export interface TunedRequest extends StatisticsRequest {
  readonly denoiser: Denoiser;
  readonly solver: Solver;
  /** Complete. */
  readonly options: ParameterValues;
  readonly steps: readonly number[];
  /** What the solver's states are; variance-exploding where absent. Schedules are noise levels all the same. */
  readonly process?: Process;
  readonly ending: Ending;
  /** What the statistics are made of: the model's data, or its own samples. */
  readonly data: DataSource;
  readonly increments: Increments;
  /** Class of a sample by its index; absent for a model without classes. */
  readonly classOf?: (index: number) => number;
  readonly metric: DistributionMetric;
  /** What samples should be distributed as; absent means as the model's own fine solutions. */
  readonly reference?: DataSource;
  /** Paired for a deterministic solver, distribution for a stochastic one where absent. */
  readonly decides?: Measure;
  readonly budget: Budget;
  readonly shards: ShardStore;
  readonly signal?: CancelSignal;
  /** Awaited, so that a cancel can come in. */
  readonly onProgress?: (progress: TunedProgress) => Promise<void>;
}

export interface TunedProgress {
  /** Evaluations of the denoiser so far, and of all about. */
  readonly nfe: number;
  readonly planned: number;
  readonly stage: "statistics" | TuneProgress["stage"];
  /** Where schedules are measured. */
  readonly tuning?: TuneProgress;
  /** Where statistics are collected: what those so far say. */
  readonly preliminary?: () => Statistics;
}

export interface TunedResult {
  /** One per number of steps, in the order asked for. */
  readonly schedules: readonly MeasuredSchedule[];
  readonly statistics: Statistics;
  readonly nfe: number;
}

/**
 * Method `tuned` of klub.md: statistics along Brownian paths, for a deterministic solver along the probability flow too,
 * and schedules chosen, polished and confirmed by measuring.
 * @throws BadInput on a request that makes no sense; the signal's reason once it is aborted.
 */
export async function optimizeTuned(
  request: TunedRequest,
): Promise<TunedResult> {
  const { budget, signal, onProgress, steps, solver } = request;
  checkSteps(steps);
  const flow = {
    ...request,
    samples: Math.min(request.samples, budget.flowSamples),
  };
  const takesFlow = flow.samples > 0;
  const pathNfe = evaluations(request);
  const statisticsNfe = pathNfe + (takesFlow ? flowEvaluations(flow) : 0);
  const planned = statisticsNfe + plannedEvaluations(budget, steps, solver);
  const say = async (
    nfe: number,
    more: Omit<TunedProgress, "nfe" | "planned">,
  ) => onProgress?.({ nfe, planned: Math.max(planned, nfe), ...more });

  const statistics = await collectStatistics({
    ...request,
    onProgress: ({ done, preliminary }) =>
      say(done * request.levels, {
        stage: "statistics",
        // one half without samples has no curve to look at
        ...(done >= 2 && { preliminary }),
      }),
  });
  const flowStatistics = takesFlow
    ? await collectFlowStatistics({
        ...flow,
        onProgress: (done) =>
          say(pathNfe + flowEvaluations({ ...flow, samples: done }), {
            stage: "statistics",
          }),
      })
    : undefined;
  const { schedules, nfe } = await tune({
    problem: {
      ...request,
      batch: budget.batch,
    },
    steps,
    statistics,
    increments: request.increments,
    ...(flowStatistics && { flowStatistics }),
    metric: request.metric,
    ...(request.reference && { data: request.reference }),
    ...(request.decides && { decides: request.decides }),
    budget,
    shards: request.shards,
    onProgress: (tuning) =>
      say(statisticsNfe + tuning.nfe, { stage: tuning.stage, tuning }),
  });
  signal?.throwIfAborted();
  return { schedules, statistics, nfe: statisticsNfe + nfe };
}
