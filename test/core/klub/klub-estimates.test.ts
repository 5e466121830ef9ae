import { expect, test } from "vitest";
import {
  blockNumbers,
  blockOfSample,
  sumBlocks,
} from "../../../core/klub/blocks.ts";
import { collectStatistics } from "../../../core/klub/collect-statistics.ts";
import { scheduleKlub } from "../../../core/klub/fit-schedules.ts";
import {
  klubEstimates,
  klubInterval,
} from "../../../core/klub/klub-estimates.ts";
import { klubOf } from "../../../core/klub/objective.ts";
import { packBlocks, unpackBlocks } from "../../../core/klub/residual-sums.ts";
import { halfSums } from "../../../core/klub/statistics.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { cases, modelOf } from "./cases.ts";
import type { Case } from "./cases.ts";
import { exactObjective } from "./exact-mmse.ts";

const ring = cases.find(({ name }) => name === "ring8") as Case;
const [sigmaMin, sigmaMax] = [ring.t_min, ring.t_max];
const statisticsOf = (seed: number, samples = 128) =>
  collectStatistics({
    ...modelOf(ring),
    sigmaMin,
    sigmaMax,
    samples,
    levels: 65,
    seed,
  });
const { sigmas: edm } = buildSchedule("edm", {
  steps: 10,
  sigmaMin,
  sigmaMax,
  ending: "sigma-min",
});
const options = { weight: 3, increments: "measured" } as const;

test("the interval of a KLUB holds the exact one in about 95 of 100 cases, and is as wide as chance is", async () => {
  const exact = klubOf(edm.toReversed(), exactObjective(ring));
  const values: number[] = [];
  let [missed, halves] = [0, 0];
  const seeds = 40;
  for (let seed = 0; seed < seeds; seed++) {
    const estimate = klubEstimates(await statisticsOf(seed), options)(edm);
    const known = klubInterval(estimate);
    if (known === undefined) throw new Error("sixteen blocks have an interval");
    if (exact < known.low || exact > known.high) missed++;
    halves += (known.high - known.low) / 2;
    values.push(estimate.value);
  }
  // binomial: 2 with a standard deviation of 1.4
  expect(missed).toBeLessThan(7);
  const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1);
  // Student's t of sixteen blocks
  const ratio = halves / seeds / (2.131 * Math.sqrt(variance));
  expect(ratio).toBeGreaterThan(0.75);
  expect(ratio).toBeLessThan(1.35);
});

test("its value is the KLUB of all samples, and of a schedule that ends at 0 that down to sigma min", async () => {
  const statistics = await statisticsOf(1);
  const klub = klubEstimates(statistics, options);
  const wanted = scheduleKlub(statistics, edm, options);
  expect(klub(edm).value).toBeCloseTo(wanted, 9);
  expect(klub([...edm.slice(0, -1), 0]).value).toBeCloseTo(wanted, 9);
});

test("statistics in two blocks, as of old files, have no interval", async () => {
  const statistics = await statisticsOf(1);
  const halves = { ...statistics, blocks: halfSums(statistics) };
  const estimate = klubEstimates(halves, options)(edm);
  expect(estimate.value).toBeCloseTo(
    klubEstimates(statistics, options)(edm).value,
    9,
  );
  expect(klubInterval(estimate)).toBeUndefined();
});

test("as many neighbours as there are blocks are in different ones, and classes that take turns in every block", () => {
  const blocks = 16;
  for (let first = 0; first < 512; first += blocks) {
    const run = Array.from({ length: blocks }, (_, k) =>
      blockOfSample(first + k, blocks),
    );
    expect(new Set(run).size).toBe(blocks);
  }
  for (const classes of [2, 8, 10])
    for (let block = 0; block < blocks; block++) {
      const seen = Array.from({ length: 512 }, (_, k) => k).filter(
        (k) => blockOfSample(k, blocks) === block,
      );
      expect(new Set(seen.map((k) => k % classes)).size).toBe(classes);
    }
});

test.each([
  [2, 9, 2],
  [7, 9, 6],
  [512, 65, 16],
  [512, 257, 16],
  [512, 513, 4],
])(
  "%i samples at %i levels are %i blocks, whose numbers fit into a file",
  (samples, levels, wanted) => {
    const count = sumBlocks({ samples, levels });
    expect(count).toBe(wanted);
    expect(count * blockNumbers(levels)).toBeLessThanOrEqual(600_000);
  },
);

test("packed blocks come back to the bit", async () => {
  const { blocks, levels } = await statisticsOf(1, 37);
  expect(blocks).toHaveLength(16);
  expect(unpackBlocks(packBlocks(blocks), levels.length)).toEqual(blocks);
});
