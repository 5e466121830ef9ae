import type { Candidate } from "../candidate.ts";
import { wellKnown } from "../hand-crafted.ts";
import type { Budget } from "./budget.ts";
import { halvingRounds, partOfTraining } from "./budget.ts";
import { bestSamples } from "./best-samples.ts";
import { confirm, scored } from "./confirm.ts";
import type { Finalist } from "./confirm.ts";
import { successiveHalving } from "./halving.ts";
import type { Ranked } from "./halving.ts";
import type { Measure, Measurer, Outcome } from "./measurer.ts";
import { polishByMeasuring } from "./polish-by-measuring.ts";
import type { Problem } from "./problem.ts";
import { liveScore } from "./live-score.ts";
import type { LiveScore, ScoredCandidate, MeasuredSchedule } from "./report.ts";
import type { ShardLedger } from "../shards.ts";

export type Stage = "choosing" | "polishing" | "confirming";

export interface Leader {
  readonly candidate: Candidate;
  /** By the measure that decides, on training noises. */
  readonly value: number;
}

export interface TuneStepsRequest {
  readonly problem: Problem;
  readonly steps: number;
  /** Hand-crafted ones and others. */
  readonly candidates: readonly Candidate[];
  readonly measurer: Measurer;
  readonly decides: Measure;
  readonly budget: Budget;
  readonly ledger: ShardLedger;
  /** Told of each candidate whenever it was measured. */
  readonly scored: (score: LiveScore) => void;
  /** Awaited also between long stretches without the model, so that a cancel can come in. */
  readonly say: (stage: Stage, leader?: Leader) => Promise<void>;
}

/** Hand-crafted schedules that are not dropped before the confirmation. */
const handCraftedKept = 3;

/** Found schedules that are not dropped before the last round. */
const foundKept = 4;

/** The best schedule with one number of steps. */
export async function tuneSteps(
  request: TuneStepsRequest,
): Promise<MeasuredSchedule> {
  const { steps, budget, decides, measurer, say } = request;
  const { trainingBatches, freshBatches } = budget;
  const training = ({ id, sigmas }: Candidate, batches: number) =>
    measurer.outcome(`${steps}/${id}`, sigmas, "training", batches);

  await say("choosing");
  const ranked = await successiveHalving(
    request.candidates,
    halvingRounds(trainingBatches),
    survivors,
    async (candidate, batches) => {
      const outcome = await training(candidate, batches);
      const value = await measurer.value(decides, outcome);
      request.scored(
        await liveScore(
          measurer,
          decides,
          candidate,
          "choosing",
          outcome,
          value,
        ),
      );
      return value;
    },
  );
  const [leader] = ranked;
  if (leader === undefined)
    throw new Error(`There is no schedule of ${steps} steps to begin with`);
  await say("polishing", leader);
  const inFinal = ranked.filter(({ batches }) => batches === trainingBatches);
  const polished = await polish(request, ranked);

  const winner = polished ?? leader;
  await say("confirming", winner);
  const last = inFinal.map(({ candidate }) => candidate);
  const isFound = ({ kind }: Candidate) => kind !== "hand-crafted";
  const bestKnown = last
    .filter((one) => !isFound(one))
    .slice(0, handCraftedKept);
  const finalists: Finalist[] = [];
  for (const candidate of [
    ...(polished ? [polished.candidate] : []),
    ...last.filter(isFound).slice(0, 1),
    ...bestKnown,
    // those that everybody knows, so that the evidence on fresh noises has them
    ...request.candidates.filter(
      (one) => wellKnown.includes(one.id) && !bestKnown.includes(one),
    ),
  ])
    finalists.push({ candidate, outcome: await fresh(request, candidate) });
  const confirmed = await confirm(measurer, decides, finalists);

  const lines: ScoredCandidate[] = [];
  for (const { candidate, outcome } of finalists)
    lines.push(await scored(measurer, candidate, outcome, "confirmed"));
  lines.sort((a, b) => a[decides].value - b[decides].value);
  for (const { candidate, batches } of ranked) {
    if (finalists.some((one) => one.candidate === candidate)) continue;
    const stage = batches === trainingBatches ? "finalist" : "dropped";
    const outcome = await training(candidate, batches);
    lines.push(await scored(measurer, candidate, outcome, stage));
    await say("confirming", winner);
  }
  const samples = await bestSamples(request, lines);
  const floor = (measure: Measure) =>
    measurer.floor(measure, "fresh", freshBatches);
  return {
    steps,
    sigmas: confirmed.chosen.sigmas,
    chosen: confirmed.chosen.id,
    decides,
    ...(confirmed.ratio && { ratio: confirmed.ratio }),
    verdict: confirmed.verdict,
    floors: {
      paired: await floor("paired"),
      distribution: await floor("distribution"),
    },
    candidates: lines,
    ...(samples && { samples }),
  };
}

/** Samples on all fresh noises. */
async function fresh(
  { steps, budget, measurer, decides, scored: tell }: TuneStepsRequest,
  candidate: Candidate,
): Promise<Outcome> {
  const { id, sigmas } = candidate;
  const name = `${steps}/${id}`;
  const outcome = await measurer.outcome(
    name,
    sigmas,
    "fresh",
    budget.freshBatches,
  );
  const value = await measurer.value(decides, outcome);
  tell(
    await liveScore(measurer, decides, candidate, "confirming", outcome, value),
  );
  return outcome;
}

/** A third of the found ones and half of the hand-crafted ones, but always some of both. */
function survivors(ranked: readonly Candidate[]): Candidate[] {
  const known = ranked.filter(({ kind }) => kind === "hand-crafted");
  const found = ranked.filter(({ kind }) => kind !== "hand-crafted");
  return [
    ...known.slice(0, Math.max(handCraftedKept, Math.ceil(known.length / 2))),
    ...found.slice(0, Math.max(foundKept, Math.ceil(found.length / 3))),
  ];
}

/**
 * @param ranked - The best first, on all training noises before those that were dropped.
 * @returns undefined where measuring finds nothing better.
 */
async function polish(
  request: TuneStepsRequest,
  ranked: readonly Ranked<Candidate>[],
): Promise<Leader | undefined> {
  const { problem, steps, budget, decides, measurer, ledger, say } = request;
  const all = budget.trainingBatches;
  const part = partOfTraining(all, problem.batch);
  let soFar = ranked[0]?.value ?? Infinity;
  const best = await polishByMeasuring({
    ...problem,
    from: ranked.map(({ candidate }) => candidate.sigmas),
    evaluations: budget.polishEvaluations,
    partShare: part / all,
    async measure(schedule, name, effort) {
      const batches = effort === "all" ? all : part;
      let outcome: Outcome | undefined;
      const { numbers } = await ledger.shard(
        `${steps}/polish/${name}`,
        async () => {
          outcome = await measurer.passingOutcome(
            schedule,
            "training",
            batches,
          );
          return {
            nfe: outcome.nfe * outcome.squares.length,
            numbers: Float64Array.of(await measurer.value(decides, outcome)),
          };
        },
      );
      const value = numbers[0] as number;
      if (effort === "all" && value < soFar) {
        soFar = value;
        const candidate = polishedTo(schedule, "Polished so far");
        const stage = "polishing";
        const noises = all * problem.batch;
        request.scored(
          outcome
            ? await liveScore(
                measurer,
                decides,
                candidate,
                stage,
                outcome,
                value,
              )
            : { candidate, stage, noises, value },
        );
        await say("polishing", { candidate, value });
      }
      return value;
    },
  });
  const leader = ranked[0]?.value ?? Infinity;
  if (best === undefined || !(best.value < leader)) return undefined;
  return {
    value: best.value,
    candidate: polishedTo(
      best.sigmas,
      `Polished from ${ranked[best.start]?.candidate.title ?? "nothing"}`,
    ),
  };
}

function polishedTo(sigmas: readonly number[], title: string): Candidate {
  return { id: "polished", title, kind: "polished", sigmas };
}
