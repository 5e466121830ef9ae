import { BadInput } from "../bad-input.ts";
import { buildSchedule } from "../schedules/build.ts";
import type { Limits } from "../schedules/schedule.ts";
import { placesBetween } from "./descent-path.ts";
import { pairCosts } from "./pair-cost.ts";
import type { PairCostRequest } from "./pair-cost.ts";
import { shardLedger } from "./shards.ts";
import type { ShardStore } from "./shards.ts";

export interface CoordinateRequest extends PairCostRequest, Limits {
  /** Numbers of steps of the schedules that are returned. */
  readonly steps: readonly number[];
  /** Time-uniform for models trained at discrete times. */
  readonly start: "edm" | "time-uniform";
  /** Sweeps over the inner levels of each stage, at most. */
  readonly mostSweeps: number;
  /**
   * Judges a schedule of the first stage after each sweep, less is better; absent means no early stopping.
   * @param sigmas - Strictly falling.
   */
  readonly metric?: (sigmas: readonly number[]) => Promise<number>;
  readonly shards: ShardStore;
  readonly onProgress?: (progress: CoordinateProgress) => Promise<void>;
}

export interface CoordinateProgress {
  /** Steps of the stage, 10, 20 or 40. */
  readonly stage: number;
  /** From 1. */
  readonly sweep: number;
  readonly nfe: number;
  /** Strictly falling. */
  readonly sigmas: readonly number[];
}

export interface CoordinateStage {
  readonly steps: number;
  readonly sweeps: number;
  /** Of the schedule that the stage ended with, in the first stage where there is a metric. */
  readonly metric?: number;
}

export interface CoordinateResult {
  readonly schedules: readonly {
    readonly steps: number;
    /** Strictly falling, from sigmaMax to sigmaMin. */
    readonly sigmas: readonly number[];
  }[];
  readonly stages: readonly CoordinateStage[];
  /** Evaluations of the denoiser, without those of the metric. */
  readonly nfe: number;
}

/** Steps of the first stage, and how often they are doubled. */
const firstSteps = 10;
const doublings = 2;

/** Sweeps without a better metric after which the first stage stops. */
const patience = 5;

/**
 * The procedure of Sabour et al. 2024 (arXiv:2404.14507, section 4 and appendix B): ten steps by coordinate descent with
 * early stopping, then twice twice as many, where only the new levels move, and log-linear interpolation to any other
 * number. An estimate that was made is not made again.
 * @throws BadInput on numbers that make no sense; the signal's reason once it is aborted.
 */
export async function optimizeCoordinate(
  request: CoordinateRequest,
): Promise<CoordinateResult> {
  const { metric, mostSweeps } = request;
  check(request);
  let knots = startLevels(request);
  let sweep = 0;
  const ledger = shardLedger(request.shards, async (nfe) =>
    request.onProgress?.({
      stage: knots.length - 1,
      sweep,
      nfe,
      sigmas: knots.toReversed(),
    }),
  );
  const estimate = pairCosts(request);
  const cost = async (low: number, middle: number, high: number) => {
    const { numbers } = await ledger.shard(
      `${low} ${middle} ${high}`,
      async () => ({
        nfe: 2 * request.samples,
        numbers: Float64Array.of(await estimate(low, middle, high)),
      }),
    );
    return numbers[0] as number;
  };

  const stages: CoordinateStage[] = [];
  for (let stage = 0; stage <= doublings; stage++) {
    if (stage > 0) knots = subdivided(knots);
    const movable = levelsToMove(knots.length, stage > 0);
    const judge = stage === 0 ? metric : undefined;
    let best = judge && {
      knots,
      value: await judge(knots.toReversed()),
      sweep: 0,
    };
    for (sweep = 1; sweep <= mostSweeps; sweep++) {
      const before = knots;
      knots = await swept(knots, movable, cost);
      if (judge && best) {
        const value = await judge(knots.toReversed());
        if (value < best.value) best = { knots, value, sweep };
        if (sweep - best.sweep >= patience) break;
      }
      if (knots.every((t, i) => t === before[i])) break;
    }
    if (best) knots = best.knots;
    stages.push({
      steps: knots.length - 1,
      sweeps: Math.min(sweep, mostSweeps),
      ...(best && { metric: best.value }),
    });
  }
  return {
    schedules: request.steps.map((steps) => ({
      steps,
      sigmas: resampled(knots, steps).toReversed(),
    })),
    stages,
    nfe: ledger.nfe,
  };
}

function check({ samples, mostSweeps, steps }: CoordinateRequest): void {
  for (const [name, value] of [
    ["samples", samples],
    ["the most sweeps", mostSweeps],
    ...steps.map((count) => ["steps", count] as const),
  ] as const)
    if (!Number.isSafeInteger(value) || value < 1)
      throw new BadInput(
        `${name} must be a whole number of at least 1, got ${value}`,
      );
}

/** Rising. */
function startLevels({ start, sigmaMin, sigmaMax }: CoordinateRequest) {
  const { sigmas } = buildSchedule(start, {
    steps: firstSteps,
    sigmaMin,
    sigmaMax,
    ending: "sigma-min",
  });
  return sigmas.toReversed();
}

/** Indices of the inner levels, or of the new ones, which are every other. */
function levelsToMove(count: number, onlyNew: boolean): number[] {
  const inner = Array.from({ length: count - 2 }, (_, i) => i + 1);
  return onlyNew ? inner.filter((i) => i % 2 === 1) : inner;
}

async function swept(
  from: readonly number[],
  movable: readonly number[],
  cost: (low: number, middle: number, high: number) => Promise<number>,
): Promise<number[]> {
  const knots = [...from];
  for (const i of movable) {
    const [low, current, high] = [
      knots[i - 1] as number,
      knots[i] as number,
      knots[i + 1] as number,
    ];
    let least = Infinity;
    for (const place of placesBetween(low, current, high)) {
      const value = await cost(low, place, high);
      if (value >= least) continue;
      least = value;
      knots[i] = place;
    }
  }
  return knots;
}

function subdivided(knots: readonly number[]): number[] {
  return knots.flatMap((t, i) =>
    i === 0 ? [t] : [Math.sqrt((knots[i - 1] as number) * t), t],
  );
}

/** Log-linear in the place along the schedule; its own levels are given to the last bit. */
function resampled(knots: readonly number[], steps: number): number[] {
  const last = knots.length - 1;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const place = (i * last) / steps;
    const below = Math.min(Math.floor(place), last - 1);
    const share = place - below;
    const [from, to] = [knots[below] as number, knots[below + 1] as number];
    if (share === 0) return from;
    return share === 1 ? to : from ** (1 - share) * to ** share;
  });
}
