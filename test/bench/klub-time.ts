import { bestThrough } from "../../core/klub/best-through.ts";
import { collectStatistics } from "../../core/klub/collect-statistics.ts";
import { intervalCosts } from "../../core/klub/interval-costs.ts";
import { logSpaced } from "../../core/klub/levels.ts";
import { measureSchedule } from "../../core/klub/measure-schedule.ts";
import { objective } from "../../core/klub/objective.ts";
import { shortestPaths } from "../../core/klub/shortest-path.ts";
import { curvesOf, wholeSums } from "../../core/klub/statistics.ts";
import { buildSchedule } from "../../core/schedules/build.ts";
import { dataSource, loadDenoiser } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";

const [sigmaMin, sigmaMax] = [0.002, 80];
const nodes = 513;
const mostSteps = 40;
const moves = 1000;

/** What the schedule editor does while the mouse moves, and the optimum that it snaps to, by statistics of a toy. Milliseconds, of each round. */
export interface KlubTimes {
  /** The KLUB of a schedule of 40 steps after one level has moved. */
  readonly moveMs: readonly number[];
  /** The best schedules of 1 to 40 steps on 513 levels, their costs among it. */
  readonly pathsMs: readonly number[];
  /** Those of 40 steps through five held levels, polished. */
  readonly snapMs: readonly number[];
}

export async function klubTimes(rounds: number): Promise<KlubTimes> {
  const reference = await resolveModel("ring-of-8");
  const denoiser = await loadDenoiser(reference);
  const data = dataSource(reference, null);
  if (data === undefined) throw new Error("The ring has no data to draw.");
  const statistics = await collectStatistics({
    denoiser,
    data,
    sigmaMin,
    sigmaMax,
    samples: 256,
    levels: 65,
    seed: 1,
  });
  // as for any model of which nothing is known: the dearest case
  const sums = wholeSums(statistics);
  const of = objective(curvesOf(statistics, sums, "measured"), 3);
  const { sigmas } = buildSchedule("edm", {
    steps: mostSteps,
    sigmaMin,
    sigmaMax,
    ending: "sigma-min",
  });
  const moving = Array.from({ length: moves }, (_, move) => {
    const index = 1 + (move % (mostSteps - 1));
    return sigmas.with(index, (sigmas[index] ?? NaN) * (1 + (move % 7) / 1e4));
  });
  const held = sigmas.filter((_, step) => step % 10 === 0).toReversed();
  const times = (work: () => unknown) =>
    Array.from({ length: rounds }, () => timed(work));
  return {
    moveMs: moving.map((levels) => timed(() => measureSchedule(of, levels))),
    pathsMs: times(() => {
      const grid = logSpaced(sigmaMin, sigmaMax, nodes);
      const costs = intervalCosts(grid, of.incrementOn(grid), 3, "gamma");
      return shortestPaths(costs, nodes, mostSteps);
    }),
    snapMs: times(() => bestThrough(of, held, mostSteps)),
  };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
