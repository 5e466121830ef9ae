import type { Candidate } from "../../../core/klub/candidate.ts";
import { memoryShards } from "../../../core/klub/shards.ts";
import type { ShardStore } from "../../../core/klub/shards.ts";
import type { Estimate } from "../../../core/metrics/jackknife.ts";
import type {
  Effort,
  OptimizedSchedule,
} from "../../../nodes/parts/optimization.ts";
import { measuringMetric } from "../../../nodes/parts/measuring-metric.ts";
import { optimizeModel } from "../../../nodes/parts/optimize-model.ts";
import { signal } from "./bench-model.ts";
import type { BenchModel } from "./bench-model.ts";
import { freshMeasurer, ratioWords } from "./fresh-scores.ts";
import type { FreshNoises } from "./fresh-scores.ts";

/** The hand-crafted families that a tuned schedule is held against first. */
const four: readonly string[] = [
  "edm",
  "logsnr",
  "time-uniform",
  "gaussian-optimal",
];

export const gainsHead = [
  "model",
  "solver",
  "steps",
  "decides",
  "returned over best of EDM, logSNR, time-uniform, Gaussian-optimal",
  "best of these",
  "returned over best hand-crafted of all",
  "best of all",
  "returned",
  "NFE of all steps",
];

export interface GainsRequest {
  readonly solvers: readonly string[];
  readonly steps: readonly number[];
  /** Of the optimization. */
  readonly seed: number;
  /** What the statistics are made of. */
  readonly samples: number;
  readonly levels: number;
  readonly effort: Effort;
  readonly fresh: FreshNoises;
}

/**
 * What method `tuned` returns for a model, held against hand-crafted schedules on noises of another seed than the one that it
 * was chosen, polished and confirmed with.
 * @returns Rows of a table, as they come.
 */
export async function* tunedGains(
  model: BenchModel,
  request: GainsRequest,
): AsyncGenerator<string[]> {
  const statistics = memoryShards();
  for (const solver of request.solvers) {
    const shards = withShared(statistics, memoryShards());
    const { sigmaMin, sigmaMax } = model.denoiser;
    const { schedules, nfe } = await optimizeModel(
      {
        ...request,
        method: "tuned",
        solver: { id: solver, options: {} },
        sigmaMin,
        sigmaMax,
        weight: 3,
        ending: "sigma-min",
      },
      { ...model, shards, signal, onProgress: async () => {} },
    );
    const { metric } = await measuringMetric(model.source, shards);
    const [first] = schedules;
    if (first === undefined) continue;
    const { decides } = confirmedOf(first);
    const measuring = freshMeasurer(model, solver, metric, request.fresh);
    const score = async ({ sigmas }: Candidate) =>
      measuring.estimate(decides, await measuring.samples(sigmas));
    for (const schedule of schedules) {
      const { returned, known } = confirmedOf(schedule);
      const own = await score(returned);
      const all: Scored[] = [];
      for (const candidate of known)
        all.push({ candidate, score: await score(candidate) });
      const best = least(
        all.filter(({ candidate }) => four.includes(familyOf(candidate))),
      );
      const bestOfAll = least(all);
      yield [
        model.name,
        solver,
        String(schedule.steps),
        decides,
        ratioWords(own, best.score),
        best.candidate.title,
        ratioWords(own, bestOfAll.score),
        bestOfAll.candidate.title,
        returned.title,
        nfe.toLocaleString("en"),
      ];
    }
  }
}

/** What was returned, and the hand-crafted ones that stood the confirmation: the best on training noises and the well-known. */
function confirmedOf({ evidence }: OptimizedSchedule) {
  const confirmed = (evidence?.candidates ?? [])
    .filter(({ stage }) => stage === "confirmed")
    .map(({ candidate }) => candidate);
  const returned = confirmed.find(({ id }) => id === evidence?.chosen);
  if (evidence === undefined || returned === undefined)
    throw new Error("The method tuned gave no evidence");
  return {
    returned,
    known: confirmed.filter(({ kind }) => kind === "hand-crafted"),
    decides: evidence.decides,
  };
}

/** `gaussian-optimal` of `gaussian-optimal c 1.15`. */
function familyOf({ id }: Candidate): string {
  return id.split(" ")[0] ?? "";
}

interface Scored {
  readonly candidate: Candidate;
  readonly score: Estimate;
}

function least(all: readonly Scored[]): Scored {
  const [best] = all.toSorted((a, b) => a.score.value - b.score.value);
  if (best === undefined) throw new Error("There is no hand-crafted schedule");
  return best;
}

/** What does not depend on the solver is made once. */
const sharedNames = /^(statistics|flow|data for components)/;

function withShared(shared: ShardStore, own: ShardStore): ShardStore {
  const storeOf = (name: string) => (sharedNames.test(name) ? shared : own);
  return {
    get: (name) => storeOf(name).get(name),
    put: (name, shard) => storeOf(name).put(name, shard),
  };
}
