import { expect, test } from "vitest";
import type { Candidate } from "../../../../core/klub/candidate.ts";
import { memoryShards, shardLedger } from "../../../../core/klub/shards.ts";
import { confirm } from "../../../../core/klub/tuned/confirm.ts";
import type { Finalist } from "../../../../core/klub/tuned/confirm.ts";
import { measurer } from "../../../../core/klub/tuned/measurer.ts";
import { slicedWassersteinMetric } from "../../../../core/metrics/distribution-metric.ts";
import { noiseFor } from "../../../../core/noise/noise-source.ts";
import { namedToy, range, solverWith } from "./toys.ts";

const ring = namedToy("ring-of-8");
const judge = measurer({
  problem: {
    ...range,
    ...solverWith("euler"),
    denoiser: ring.denoiser,
    batch: 64,
    seed: 1,
  },
  fineSteps: 10,
  metric: slicedWassersteinMetric,
  ledger: shardLedger(memoryShards(), async () => {}),
});

/** What came of a schedule whose samples have these squares of errors. */
function finalist(
  id: string,
  kind: Candidate["kind"],
  squares: Float64Array,
): Finalist {
  return {
    candidate: { id, title: id.toUpperCase(), kind, sigmas: [80, 0.002] },
    outcome: {
      set: "fresh",
      batches: 1,
      squares,
      features: new Float64Array(2 * squares.length),
      nfe: 1,
    },
  };
}

const chance = noiseFor(1, 64, 1, "f64").initial();
const own = noiseFor(2, 64, 1, "f64").initial();
const squares = Float64Array.from(chance, (z) => z * z + 0.1);

test("a schedule that is better on nearly every noise wins, and the sentence has the numbers", async () => {
  const { chosen, ratio, verdict } = await confirm(judge, "paired", [
    finalist("edm", "hand-crafted", squares),
    finalist(
      "polished",
      "polished",
      squares.map((s) => 0.64 * s),
    ),
    finalist(
      "logsnr",
      "hand-crafted",
      squares.map((s) => 4 * s),
    ),
  ]);
  expect(chosen.id).toBe("polished");
  expect(ratio?.value).toBeCloseTo(0.8, 10);
  expect(verdict).toBe(
    "POLISHED is better than the best hand-crafted schedule, EDM: 0.800 times its paired error on fresh noises (95 % interval 0.800 to 0.800).",
  );
});

test("one that is better by chance only does not: the hand-crafted one is kept", async () => {
  const other = Float64Array.from(own, (z) => 0.9 * (z * z + 0.1));
  const { chosen, ratio, verdict } = await confirm(judge, "paired", [
    finalist("polished", "polished", other),
    finalist("edm", "hand-crafted", squares),
  ]);
  expect(ratio?.high).toBeGreaterThan(1);
  expect(chosen.id).toBe("edm");
  expect(verdict).toMatch(
    /^EDM is kept: .* which is not better beyond chance\.$/,
  );
});

test("one that is worse loses to the best of several hand-crafted ones", async () => {
  const { chosen, ratio } = await confirm(judge, "paired", [
    finalist(
      "polished",
      "polished",
      squares.map((s) => 0.81 * s),
    ),
    finalist("edm", "hand-crafted", squares),
    finalist(
      "logsnr",
      "hand-crafted",
      squares.map((s) => 0.25 * s),
    ),
  ]);
  expect(chosen.id).toBe("logsnr");
  expect(ratio?.value).toBeCloseTo(1.8, 10);
});

test("where nothing else was found the best hand-crafted one is kept without a ratio", async () => {
  const { chosen, ratio } = await confirm(judge, "paired", [
    finalist("edm", "hand-crafted", squares),
  ]);
  expect(chosen.id).toBe("edm");
  expect(ratio).toBeUndefined();
});

test("where the best hand-crafted one has no error there is no ratio, and it is kept", async () => {
  const none = new Float64Array(64);
  const confirmed = await confirm(judge, "paired", [
    finalist("edm", "hand-crafted", none),
    finalist("polished", "polished", none),
  ]);
  expect(confirmed.chosen.id).toBe("edm");
  expect(confirmed.ratio).toBeUndefined();
  expect(confirmed.verdict).toBe(
    "EDM is kept: its paired error on fresh noises is 0, and nothing has less.",
  );
});
