import { bestSchedules } from "../../../core/klub/best-schedules.ts";
import { optimizeCoordinate } from "../../../core/klub/coordinate.ts";
import { klubOf } from "../../../core/klub/objective.ts";
import { evaluations } from "../../../core/klub/collect-statistics.ts";
import { memoryShards } from "../../../core/klub/shards.ts";
import { exactSchedules } from "../../core/klub/exact-schedules.ts";
import type { ExactToy } from "./exact-toys.ts";

export const evaluationsHead = [
  "model",
  "method",
  "settings",
  "above the optimum with 10 / 20 / 40 steps",
  "all within 1 %",
  "NFE",
  "NFE over that of exact",
];

const steps = [10, 20, 40];

export interface EvaluationsRequest {
  /** Levels and samples of method exact, rising in evaluations. */
  readonly passes: readonly {
    readonly levels: number;
    readonly samples: number;
  }[];
  /** All of them have to come within the limit. */
  readonly seeds: readonly number[];
  /** Of each estimate of method coordinate. */
  readonly coordinateSamples: number;
  readonly mostSweeps: number;
}

/** The share above the optimum's KLUB that counts as there. */
const limit = 0.01;

/**
 * Evaluations of the denoiser until the schedules of 10, 20 and 40 steps all have a KLUB within 1 % of the optimum's, by the
 * exact KLUB: one pass of method `exact`, and the paper's search with the paper's settings, without early stopping.
 * @returns Rows of a table, as they come.
 */
export async function* evaluationsToOptimum(
  toy: ExactToy,
  request: EvaluationsRequest,
): AsyncGenerator<string[]> {
  const best = bestSchedules(toy.klub, steps);
  const excesses = (
    schedules: readonly { readonly sigmas: Iterable<number> }[],
  ) =>
    schedules.map(({ sigmas }, i) => {
      const klub = klubOf([...sigmas].toReversed(), toy.klub);
      return klub / (best[i]?.klub ?? NaN) - 1;
    });
  const range = {
    sigmaMin: toy.denoiser.sigmaMin,
    sigmaMax: toy.denoiser.sigmaMax,
  };

  let exactNfe: number | undefined;
  for (const pass of request.passes) {
    const worst = steps.map(() => 0);
    const passNfe = evaluations({ ...range, ...pass, seed: 0 });
    for (const seed of request.seeds) {
      const found = await exactSchedules({
        ...toy,
        ...range,
        ...pass,
        seed,
        steps,
        weight: 3,
        increments: "ideal",
      });
      excesses(found).forEach((excess, i) => {
        worst[i] = Math.max(worst[i] ?? 0, excess);
      });
    }
    const within = worst.every((excess) => excess <= limit);
    if (within) exactNfe ??= passNfe;
    yield [
      toy.name,
      "exact",
      `${pass.levels} levels, ${pass.samples} samples, the worst of ${request.seeds.length} seeds`,
      percents(worst),
      within ? "yes" : "no",
      passNfe.toLocaleString("en"),
      "",
    ];
    if (within) break;
  }

  const { schedules, stages, nfe } = await optimizeCoordinate({
    ...toy,
    ...range,
    steps,
    start: "edm",
    samples: request.coordinateSamples,
    mostSweeps: request.mostSweeps,
    seed: request.seeds[0] ?? 0,
    shards: memoryShards(),
  });
  const above = excesses(schedules);
  const within = above.every((excess) => excess <= limit);
  const more = exactNfe === undefined ? "" : (nfe / exactNfe).toFixed(0);
  yield [
    toy.name,
    "coordinate",
    `${request.coordinateSamples} samples, ended after ${stages.map(({ sweeps }) => sweeps).join(" / ")} sweeps`,
    percents(above),
    within ? "yes" : "no",
    nfe.toLocaleString("en"),
    // what never came there would have taken more
    `${within || more === "" ? "" : "more than "}${more}`,
  ];
}

function percents(shares: readonly number[]): string {
  return shares.map((share) => `${(100 * share).toFixed(2)} %`).join(" / ");
}
