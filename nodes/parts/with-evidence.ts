import { shardLedger } from "../../core/klub/shards.ts";
import type { ShardStore } from "../../core/klub/shards.ts";
import { plannedForEvidence } from "../../core/klub/tuned/budget.ts";
import { measureFound } from "../../core/klub/tuned/measure-found.ts";
import { measurer } from "../../core/klub/tuned/measurer.ts";
import { decidingMeasure } from "../../core/klub/tuned/tune.ts";
import { effortBudget } from "./effort-budget.ts";
import { measuringMetric } from "./measuring-metric.ts";
import type {
  OptimizationMeans,
  OptimizationSettings,
  Optimized,
  OptimizedSchedule,
} from "./optimization.ts";
import { hasData, solverOf } from "./optimizing.ts";

/** Of the noises by which `tuned` confirms: what is returned does not hang on them here. */
const shareOfFresh = 1 / 8;

/** Fewer would give an interval that says nothing, and for more nobody waits who asked for one pass. */
const [fewestBatches, mostBatches] = [4, 8];

/** Schedules that were found without measuring, measured in the end with the solver, where there is one. */
export async function withEvidence(
  optimized: Optimized,
  settings: OptimizationSettings,
  means: OptimizationMeans,
): Promise<Optimized> {
  if (settings.solver === undefined) return optimized;
  const { source, denoiser } = means;
  const using = solverOf(settings.solver);
  const usual = effortBudget("usual", denoiser.shape, using);
  const budget = {
    ...usual,
    freshBatches: Math.min(
      mostBatches,
      Math.max(fewestBatches, Math.ceil(usual.freshBatches * shareOfFresh)),
    ),
  };
  const shards = ofEvidence(means.shards);
  const { metric, nfe: metricNfe } = await measuringMetric(source, shards);
  const { nfe } = optimized;
  const about = plannedForEvidence(budget, settings.steps, using.solver);
  const ledger = shardLedger(shards, async (more) => {
    const planned = Math.max(about, more);
    await means.onProgress({
      nfe: nfe + more,
      planned: nfe + planned,
      message: `measuring what was found: ${more.toLocaleString("en")} of about ${planned.toLocaleString("en")} evaluations`,
    });
  });
  const problem = { ...settings, ...means, ...using, batch: budget.batch };
  const measuring = measurer({
    problem,
    fineSteps: budget.fineSteps,
    metric,
    ...(hasData(means) && { data: source.data }),
    ledger,
  });
  const schedules: OptimizedSchedule[] = [];
  for (const found of optimized.schedules)
    schedules.push({
      ...found,
      evidence: await measureFound({
        problem,
        steps: found.steps,
        found: {
          id: "optimized",
          title: titleOf(settings),
          kind: "optimized",
          sigmas: found.sigmas,
        },
        measurer: measuring,
        decides: decidingMeasure(using, settings.decides),
        budget,
      }),
    });
  return { ...optimized, schedules, evidenceNfe: metricNfe + ledger.nfe };
}

/** Not those of a search that measured on the way, which ended its schedules otherwise. */
function ofEvidence(shards: ShardStore): ShardStore {
  const named = (name: string) => `evidence/${name}`;
  return {
    get: (name) => shards.get(named(name)),
    put: (name, shard) => shards.put(named(name), shard),
  };
}

function titleOf({ method, weight }: OptimizationSettings): string {
  if (method === "coordinate") return "Coordinate search";
  return weight === 3 ? "KLUB optimum" : `Optimum of weight σ^-${weight}`;
}
