import type { DataSource } from "../../denoiser.ts";
import type { DistanceTo } from "../../metrics/distance-to.ts";
import type { DistributionMetric } from "../../metrics/distribution-metric.ts";
import { blockCount } from "../../metrics/jackknife.ts";
import type { Estimate } from "../../metrics/jackknife.ts";
import { withoutBlock } from "../../metrics/without-block.ts";
import { fineSolution } from "./fine-solution.ts";
import { sampleLength, solve } from "./problem.ts";
import type { NoiseBatch, NoiseSet, Problem } from "./problem.ts";
import { dataReference, pairedReference } from "./reference.ts";
import type { Shard, ShardLedger } from "../shards.ts";

/** The two ways to judge a schedule. */
export type Measure = "paired" | "distribution";

/** Samples of one schedule on the first batches of a set, as far as measures need them. */
export interface Outcome {
  readonly set: NoiseSet;
  readonly batches: number;
  /** Mean square difference of each sample's numbers to its fine solution. */
  readonly squares: Float64Array;
  /** `[samples, size]`. */
  readonly features: Float64Array;
  /** Evaluations of the denoiser for one sample. */
  readonly nfe: number;
}

export interface Measurer {
  /**
   * Samples that are kept as shards.
   * @param name - Unique for these noise levels.
   */
  outcome(
    name: string,
    sigmas: readonly number[],
    set: NoiseSet,
    batches: number,
  ): Promise<Outcome>;
  /** Samples that are not kept, for one who keeps what is made of them. */
  passingOutcome(
    sigmas: readonly number[],
    set: NoiseSet,
    batches: number,
  ): Promise<Outcome>;
  /** Samples themselves, and what the fine solution comes to from the same noises: `[batches * batch, ...shape]`. */
  samples(
    name: string,
    sigmas: readonly number[],
    set: NoiseSet,
    batches: number,
  ): Promise<{ readonly x: Float32Array; readonly fine: Float32Array }>;
  /** What the fine solution itself has: no schedule can be told to be better than this. */
  floor(measure: Measure, set: NoiseSet, batches: number): Promise<number>;
  value(measure: Measure, outcome: Outcome): Promise<number>;
  /** The value with its blocks left out, for intervals. */
  estimate(measure: Measure, outcome: Outcome): Promise<Estimate>;
  /** The same for who may not want it: what it takes time for is done when it is called. */
  estimator(measure: Measure, outcome: Outcome): Promise<() => Estimate>;
}

export interface MeasurerRequest {
  readonly problem: Problem;
  /** Steps of Heun's method that count as a fine solution. */
  readonly fineSteps: number;
  readonly metric: DistributionMetric;
  /** What samples should be distributed as; absent means as the fine solutions of the same noises. */
  readonly data?: DataSource;
  readonly ledger: ShardLedger;
}

export function measurer(request: MeasurerRequest): Measurer {
  const { problem, fineSteps, metric, data, ledger } = request;
  const length = sampleLength(problem);
  const { batch } = problem;

  async function fine(of: NoiseBatch, steps = fineSteps) {
    const { numbers } = await ledger.shard(
      `fine ${steps}/${of.set}/${of.index}`,
      async () => {
        const { x, nfe } = await fineSolution(problem, steps, of);
        return { nfe, numbers: x };
      },
    );
    return numbers;
  }

  /** Rows of one square and the features of each sample. */
  const rowLength = 1 + metric.size;
  async function rows(
    sigmas: readonly number[],
    of: NoiseBatch,
    wanted: Float64Array,
  ): Promise<Shard> {
    const { x, nfe } = await solve(problem, problem, sigmas, of);
    const features = metric.features(x);
    const squares = meanSquares(x, wanted, length);
    const numbers = new Float64Array(batch * rowLength);
    for (let k = 0; k < batch; k++) {
      numbers[k * rowLength] = squares[k] as number;
      numbers.set(
        features.subarray(k * metric.size, (k + 1) * metric.size),
        k * rowLength + 1,
      );
    }
    return { nfe, numbers };
  }
  async function gathered(
    set: NoiseSet,
    batches: number,
    rowsOf: (of: NoiseBatch, wanted: Float64Array) => Promise<Shard>,
  ): Promise<Outcome> {
    const squares = new Float64Array(batches * batch);
    const features = new Float64Array(batches * batch * metric.size);
    let total = 0;
    for (let index = 0; index < batches; index++) {
      const of = { set, index };
      // outside of the shard, so that it is counted also where the shard is found
      const { numbers, nfe } = await rowsOf(of, await fine(of));
      total += nfe;
      for (let k = 0; k < batch; k++) {
        const row = numbers.subarray(k * rowLength, (k + 1) * rowLength);
        const at = index * batch + k;
        squares[at] = row[0] as number;
        features.set(row.subarray(1), at * metric.size);
      }
    }
    return { set, batches, squares, features, nfe: total / squares.length };
  }

  const references = new Map<string, DistanceTo>();
  async function reference(set: NoiseSet, batches: number) {
    const key = `${set} ${batches}`;
    const known = references.get(key);
    if (known) return known;
    const made = data
      ? await dataReference(data, metric, problem, set, batches)
      : pairedReference(await fineFeatures(set, batches), metric);
    references.set(key, made);
    return made;
  }
  async function fineFeatures(set: NoiseSet, batches: number) {
    const features = new Float64Array(batches * batch * metric.size);
    for (let index = 0; index < batches; index++)
      features.set(
        metric.features(await fine({ set, index })),
        index * batch * metric.size,
      );
    return features;
  }

  async function value(measure: Measure, outcome: Outcome): Promise<number> {
    if (measure === "paired") return rootMean(outcome.squares);
    const { set, batches, features } = outcome;
    return (await reference(set, batches)).of(features);
  }

  async function estimator(
    measure: Measure,
    outcome: Outcome,
  ): Promise<() => Estimate> {
    const { squares, features, set, batches } = outcome;
    if (measure === "paired")
      return () => ({
        value: rootMean(squares),
        leftOut: Float64Array.from(
          { length: blockCount(squares.length) },
          (_, block) => rootMean(withoutBlock(squares, 1, block)),
        ),
      });
    const wanted = await reference(set, batches);
    return () => ({
      value: wanted.of(features),
      leftOut: wanted.withoutBlocks(features),
    });
  }

  return {
    value,
    estimator,
    outcome: (name, sigmas, set, batches) =>
      gathered(set, batches, (of, wanted) =>
        ledger.shard(`${name}/${set}/${of.index}`, () =>
          rows(sigmas, of, wanted),
        ),
      ),
    passingOutcome: (sigmas, set, batches) =>
      gathered(set, batches, (of, wanted) => rows(sigmas, of, wanted)),
    async samples(name, sigmas, set, batches) {
      const size = batch * length;
      const [x, wanted] = [
        new Float32Array(batches * size),
        new Float32Array(batches * size),
      ];
      for (let index = 0; index < batches; index++) {
        const of = { set, index };
        const made = await ledger.shard(
          `samples ${name}/${set}/${index}`,
          async () => {
            const solved = await solve(problem, problem, sigmas, of);
            return { nfe: solved.nfe, numbers: solved.x };
          },
        );
        x.set(made.numbers, index * size);
        wanted.set(await fine(of), index * size);
      }
      return { x, fine: wanted };
    },
    async floor(measure, set, batches) {
      if (measure === "distribution") {
        const wanted = await reference(set, batches);
        return wanted.of(await fineFeatures(set, batches));
      }
      // what half as many steps change is more than what all of them still have
      const half = Math.max(1, Math.floor(fineSteps / 2));
      const of = { set, index: 0 };
      return rootMean(
        meanSquares(await fine(of, half), await fine(of), length),
      );
    },
    estimate: async (measure, outcome) => (await estimator(measure, outcome))(),
  };
}

function meanSquares(
  a: Float64Array,
  b: Float64Array,
  length: number,
): Float64Array {
  const out = new Float64Array(a.length / length);
  for (let i = 0; i < a.length; i++) {
    const row = Math.floor(i / length);
    out[row] =
      (out[row] as number) +
      ((a[i] as number) - (b[i] as number)) ** 2 / length;
  }
  return out;
}

function rootMean(squares: Float64Array): number {
  return Math.sqrt(
    squares.reduce((sum, value) => sum + value, 0) / squares.length,
  );
}
