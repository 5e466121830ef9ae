import type { DistributionMetric } from "../../metrics/distribution-metric.ts";
import type { DataSource } from "../../denoiser.ts";
import { distinct } from "../candidate.ts";
import type { Candidate } from "../candidate.ts";
import { family } from "../family.ts";
import { handCrafted } from "../hand-crafted.ts";
import type { Increments, Statistics } from "../statistics.ts";
import type { Budget } from "./budget.ts";
import { measurer } from "./measurer.ts";
import type { Measure } from "./measurer.ts";
import type { Problem } from "./problem.ts";
import type { LiveScore, MeasuredSchedule } from "./report.ts";
import { shardLedger } from "../shards.ts";
import type { ShardStore } from "../shards.ts";
import { tuneSteps } from "./tune-steps.ts";
import type { Leader, Stage } from "./tune-steps.ts";

export interface TuneProgress {
  readonly steps: number;
  readonly stage: Stage;
  /** Evaluations of the denoiser so far, for all numbers of steps. */
  readonly nfe: number;
  /** The best so far on the training noises. */
  readonly leader?: Leader;
  readonly decides: Measure;
  /** Of the whole pass. */
  readonly statistics: Statistics;
  /** Each candidate of these steps as it was measured last. */
  readonly scores: () => readonly LiveScore[];
  /** What was found for earlier numbers of steps. */
  readonly finished: readonly MeasuredSchedule[];
}

export interface TuneRequest {
  readonly problem: Problem;
  readonly steps: readonly number[];
  /** Of one pass (klub.md, `exact`), and what to assume of them. */
  readonly statistics: Statistics;
  readonly increments: Increments;
  /** Of the same along probability-flow trajectories. */
  readonly flowStatistics?: Statistics;
  readonly metric: DistributionMetric;
  /** What samples should be distributed as; absent means as the model's own fine solutions. */
  readonly data?: DataSource;
  /** Paired for a deterministic solver, distribution for a stochastic one where absent. */
  readonly decides?: Measure;
  readonly budget: Budget;
  readonly shards: ShardStore;
  readonly onProgress?: (progress: TuneProgress) => Promise<void>;
}

export interface Tuned {
  /** One per number of steps, in the order asked for. */
  readonly schedules: readonly MeasuredSchedule[];
  /** Evaluations of the denoiser beside those of the statistics. */
  readonly nfe: number;
}

/**
 * The best schedule for a model and a solver, found by measuring (klub.md, method `tuned`): many schedules from one pass's
 * statistics, successive halving, CMA-ES, and a test on fresh noises against the best hand-crafted schedule, which is
 * returned where it is not beaten.
 */
export async function tune(request: TuneRequest): Promise<Tuned> {
  const { problem, steps, budget, onProgress } = request;
  const decides = decidingMeasure(problem, request.decides);
  const schedules: MeasuredSchedule[] = [];
  let progress: Omit<TuneProgress, "nfe"> = {
    steps: steps[0] ?? 0,
    stage: "choosing",
    decides,
    statistics: request.statistics,
    scores: () => [],
    finished: schedules,
  };
  const report = async (nfe: number) => onProgress?.({ ...progress, nfe });
  const ledger = shardLedger(request.shards, report);
  const measuring = measurer({
    problem,
    fineSteps: budget.fineSteps,
    metric: request.metric,
    ledger,
    ...(request.data && { data: request.data }),
  });
  const found = families(request);
  for (const [at, count] of steps.entries()) {
    const known = handCrafted({
      ...problem,
      steps: count,
      sigmaData: problem.denoiser.sigmaData,
    });
    const scores = new Map<string, LiveScore>();
    schedules.push(
      await tuneSteps({
        problem,
        steps: count,
        candidates: distinct([...known, ...(found[at] ?? [])]),
        measurer: measuring,
        decides,
        budget,
        ledger,
        scored: (score) => void scores.set(score.candidate.id, score),
        async say(stage, leader) {
          progress = {
            decides,
            statistics: request.statistics,
            finished: schedules,
            steps: count,
            stage,
            scores: () => [...scores.values()],
            ...(leader && { leader }),
          };
          await report(ledger.nfe);
          problem.signal?.throwIfAborted();
        },
      }),
    );
  }
  return { schedules, nfe: ledger.nfe };
}

/** What was chosen to decide; else paired, and for a solver that draws noise distribution. */
export function decidingMeasure(
  { solver, options }: Pick<Problem, "solver" | "options">,
  chosen?: Measure,
): Measure {
  return chosen ?? (solver.stochastic(options) ? "distribution" : "paired");
}

function families(request: TuneRequest): Candidate[][] {
  const { statistics, increments, flowStatistics, steps, problem } = request;
  const { ending } = problem;
  const forward = family({ statistics, increments, steps, ending });
  if (flowStatistics === undefined) return forward;
  const flow = family({
    statistics: flowStatistics,
    increments: "measured",
    steps,
    ending,
    label: "flow",
  });
  return forward.map((candidates, at) => [...candidates, ...(flow[at] ?? [])]);
}
