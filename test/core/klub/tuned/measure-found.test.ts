import { describe, expect, test } from "vitest";
import type { Candidate } from "../../../../core/klub/candidate.ts";
import { memoryShards, shardLedger } from "../../../../core/klub/shards.ts";
import { measureFound } from "../../../../core/klub/tuned/measure-found.ts";
import { measurer } from "../../../../core/klub/tuned/measurer.ts";
import { slicedWassersteinMetric } from "../../../../core/metrics/distribution-metric.ts";
import { buildSchedule } from "../../../../core/schedules/build.ts";
import { namedToy, range, solverWith } from "./toys.ts";

const { denoiser } = namedToy("ring-of-8");
const problem = {
  ...range,
  ...solverWith("dpmpp-2m"),
  denoiser,
  batch: 32,
  seed: 5,
};

/** What is said of noise levels that another method came to. */
function judged(sigmas: readonly number[]) {
  const found: Candidate = {
    id: "optimized",
    title: "Found",
    kind: "optimized",
    sigmas,
  };
  return measureFound({
    problem,
    steps: sigmas.length - 1,
    found,
    measurer: measurer({
      problem,
      fineSteps: 100,
      metric: slicedWassersteinMetric,
      ledger: shardLedger(memoryShards(), async () => {}),
    }),
    decides: "paired",
    budget: { batch: 32, freshBatches: 16, shownBatches: 1 },
  });
}

describe("a schedule that was found without measuring", () => {
  test("that is worse than a well-known one stays what is returned, and the sentence says which is better", async () => {
    // all steps but one at noise levels that nobody sees
    const sigmas = [80, 0.01, 0.008, 0.006, 0.004, 0.002];
    const { chosen, ratio, verdict, candidates, ...rest } =
      await judged(sigmas);
    expect(rest.sigmas).toEqual(sigmas);
    expect(chosen).toBe("optimized");
    expect(ratio?.low).toBeGreaterThan(1);
    expect(verdict).toMatch(
      /^LogSNR is better with this solver: Found has [\d.]+ times its paired error on fresh noises/,
    );
    expect(candidates[0]?.candidate.id).toBe("logsnr");
    expect(candidates.at(-1)?.candidate.id).toBe("optimized");
    const errors = candidates.map(({ paired }) => paired.value);
    expect(errors).toEqual(errors.toSorted((a, b) => a - b));
    for (const { distribution, noises } of candidates) {
      expect(noises).toBe(512);
      expect(distribution.low).toBeLessThanOrEqual(distribution.value);
    }
  });

  test("that is a well-known one in other words cannot be told from it", async () => {
    const { sigmas } = buildSchedule("logsnr", { ...range, steps: 5 });
    const { ratio, verdict } = await judged(sigmas);
    expect(ratio).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(verdict).toBe(
      "Found cannot be told from the best well-known schedule with this solver, LogSNR: it has 1.000 times its paired error on fresh noises (95 % interval 1.000 to 1.000).",
    );
  });
});
