import type { Solver } from "../../solvers/solver.ts";

/** How much is measured. */
export interface Budget {
  /** Samples in one batch. */
  readonly batch: number;
  /** Batches of the noises that schedules are chosen by. */
  readonly trainingBatches: number;
  /** Batches of the noises that the choice is confirmed by. */
  readonly freshBatches: number;
  /** Schedules that polishing measures with all training noises for each number of steps, at most, or as many more with a part of them. */
  readonly polishEvaluations: number;
  /** Steps of Heun's method that count as a fine solution. */
  readonly fineSteps: number;
  /** Samples whose statistics are taken along the probability flow; 0 takes none. */
  readonly flowSamples: number;
  /** Batches of fresh noises whose samples are kept to be looked at; 0 keeps none. */
  readonly shownBatches: number;
}

/** Numbers in a sample up to which it is a point and not a picture. */
const mostOfPoint = 16;

/**
 * What is enough as a rule. Points cost little, and errors of a few rare samples decide; pictures cost much and differ
 * little in their errors.
 * @param length - Numbers in one sample.
 * @param stochastic - Whether the solver draws noise: distances between distributions take more samples to see.
 */
export function usualBudget(length: number, stochastic: boolean): Budget {
  const flowSamples = stochastic ? 0 : 128;
  return length <= mostOfPoint
    ? {
        batch: 32,
        trainingBatches: stochastic ? 16 : 32,
        freshBatches: stochastic ? 128 : 64,
        polishEvaluations: stochastic ? 150 : 250,
        fineSteps: 200,
        flowSamples,
        shownBatches: 8,
      }
    : {
        batch: 8,
        trainingBatches: stochastic ? 8 : 3,
        freshBatches: 16,
        polishEvaluations: stochastic ? 90 : 240,
        fineSteps: 50,
        flowSamples: flowSamples / 2,
        shownBatches: 1,
      };
}

/** Rounds of successive halving: a quarter, a half and all of the batches, as far as they are different. */
export function halvingRounds(batches: number): number[] {
  const shares = [1 / 4, 1 / 2, 1].map((share) => Math.ceil(share * batches));
  return [...new Set(shares)];
}

/** Noises below which a part of them would say too little. */
const leastNoises = 32;

/** The batches that polishing begins with: a quarter, or as many more as it takes. */
export function partOfTraining(batches: number, batch: number): number {
  const least = Math.ceil(leastNoises / batch);
  return Math.min(batches, Math.max(least, Math.ceil(batches / 4)));
}

/** Candidates in each round of halving, about. */
const usualCandidates = [110, 40, 16];
/** Schedules that are confirmed, about. */
const confirmed = 8;

/** Evaluations of the denoiser that tuning takes, about: for a bar that shows how far it is. */
export function plannedEvaluations(
  budget: Budget,
  steps: readonly number[],
  solver: Pick<Solver, "evaluationsPerStep">,
): number {
  const { batch, trainingBatches, freshBatches, polishEvaluations } = budget;
  const chosen = halvingRounds(trainingBatches).reduce(
    (sum, batches, round) =>
      sum + batches * (usualCandidates[round] ?? 0) * (round === 0 ? 1 : 0.5),
    0,
  );
  const polished = polishEvaluations * trainingBatches;
  const each = chosen + polished + confirmed * freshBatches;
  const fine = 2 * budget.fineSteps * (trainingBatches + freshBatches);
  return Math.ceil(batch * (each * evaluationsOf(steps, solver) + fine));
}

/** Schedules that one is measured beside which was found without measuring, about, and itself. */
const measuredBeside = 8;

/** Evaluations of the denoiser that measuring found schedules takes, about. */
export function plannedForEvidence(
  { batch, freshBatches, fineSteps }: Budget,
  steps: readonly number[],
  solver: Pick<Solver, "evaluationsPerStep">,
): number {
  const each = 2 * fineSteps + measuredBeside * evaluationsOf(steps, solver);
  return batch * freshBatches * each;
}

/** For one sample with each number of steps, about. */
function evaluationsOf(
  steps: readonly number[],
  { evaluationsPerStep }: Pick<Solver, "evaluationsPerStep">,
): number {
  const perStep = evaluationsPerStep === "adaptive" ? 3 : evaluationsPerStep;
  return steps.reduce((sum, count) => sum + count * perStep, 0);
}
