import { describe, expect, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { optimizeTuned } from "../../../core/klub/optimize-tuned.ts";
import type { TunedRequest } from "../../../core/klub/optimize-tuned.ts";
import { memoryShards } from "../../../core/klub/shards.ts";
import type { Shard } from "../../../core/klub/shards.ts";
import type { LiveScore } from "../../../core/klub/tuned/report.ts";
import type { Budget } from "../../../core/klub/tuned/budget.ts";
import { slicedWassersteinMetric } from "../../../core/metrics/distribution-metric.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";
import { sample } from "../../../core/sample.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { namedToy, range, solverWith } from "./tuned/toys.ts";

const little: Budget = {
  batch: 32,
  trainingBatches: 8,
  freshBatches: 16,
  polishEvaluations: 125,
  fineSteps: 100,
  flowSamples: 64,
  shownBatches: 2,
};
const least: Budget = {
  batch: 8,
  trainingBatches: 2,
  freshBatches: 2,
  polishEvaluations: 24,
  fineSteps: 10,
  flowSamples: 8,
  shownBatches: 1,
};

function request(
  toy: string,
  solver: string,
  steps: readonly number[],
  budget: Budget,
): TunedRequest {
  const { denoiser, data } = namedToy(toy);
  const given = solver === "dpmpp-2m" ? { lower_order_final: true } : {};
  return {
    ...range,
    ...solverWith(solver, given),
    denoiser,
    data,
    reference: data,
    increments: "ideal",
    samples: 256,
    levels: 33,
    seed: 0,
    steps,
    metric: slicedWassersteinMetric,
    budget,
    shards: memoryShards(),
  };
}

/** Root-mean-square distance to 100 steps of Heun's method on noises that tuning has nothing to do with. */
function errorsOn(toy: string, solver: string) {
  const { denoiser } = namedToy(toy);
  const count = 1500;
  const start = noiseFor(12_345, count, 2, "f64").initial();
  const run = async (
    using: ReturnType<typeof solverWith>,
    sigmas: readonly number[],
  ) => {
    const { x } = await sample({
      ...using,
      sigmas,
      x: start.map((z) => 80 * z),
      denoise: denoiseBatch(denoiser, count),
      noise: () => new Float64Array(2 * count),
    });
    return x;
  };
  const { sigmas } = buildSchedule("edm", { ...range, steps: 100 });
  const fine = run(solverWith("heun"), sigmas);
  return async (schedule: readonly number[]) => {
    const { solver: using, options } = request(toy, solver, [1], least);
    const [x, wanted] = [
      await run({ solver: using, options }, schedule),
      await fine,
    ];
    let sum = 0;
    for (let i = 0; i < x.length; i++)
      sum += ((x[i] ?? NaN) - (wanted[i] ?? NaN)) ** 2;
    return Math.sqrt(sum / x.length);
  };
}

// klub.md, with the usual budget: .26 and .07 on the ring, .59 on the checkerboard
describe.each([
  ["ring-of-8", "dpmpp-2m", 5, 0.45],
  ["ring-of-8", "dpmpp-2m", 10, 0.3],
  ["checkerboard", "dpmpp-2m", 5, 0.75],
  ["ring-of-8", "euler", 5, 0.75],
] as const)("%s, %s, %i steps", (toy, solver, steps, most) => {
  test(`on noises of its own the schedule has at most ${most} of the best hand-crafted one's error`, async () => {
    const { schedules } = await optimizeTuned(
      request(toy, solver, [steps], little),
    );
    const errorOf = errorsOn(toy, solver);
    const { sigmaData } = namedToy(toy).denoiser;
    const known = await Promise.all(
      (
        [
          ["edm", {}],
          ["logsnr", {}],
          ["time-uniform", {}],
          ["gaussian-optimal", {}],
          ["gaussian-optimal", { c: sigmaData }],
        ] as const
      ).map(([id, options]) =>
        errorOf(buildSchedule(id, { ...range, steps, options }).sigmas),
      ),
    );
    const [tuned] = schedules;
    const error = await errorOf(tuned?.sigmas ?? []);
    expect(error / Math.min(...known)).toBeLessThan(most);
    expect(tuned?.ratio?.high).toBeLessThan(1);
  });
});

test("a report has every candidate with both scores, the confirmed ones first, and what is returned is one of them", async () => {
  const { schedules, nfe } = await optimizeTuned(
    request("ring-of-8", "stochastic-ddim", [4, 1], least),
  );
  const [four, one] = schedules;
  expect(four?.decides).toBe("distribution");
  const lines = four?.candidates ?? [];
  expect(lines.length).toBeGreaterThan(30);
  const stages = lines.map(({ stage }) => stage);
  expect(stages).toEqual(
    stages.toSorted(
      (a, b) =>
        ["confirmed", "finalist", "dropped"].indexOf(a) -
        ["confirmed", "finalist", "dropped"].indexOf(b),
    ),
  );
  for (const id of ["edm", "logsnr", "time-uniform", "gaussian-optimal"])
    expect(lines.map(({ candidate }) => candidate.id)).toContain(id);
  for (const { paired, distribution, nfe: each, noises } of lines) {
    for (const { value, low, high } of [paired, distribution]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(each).toBe(4);
    expect(noises % 8).toBe(0);
  }
  const chosen = lines.find(({ candidate }) => candidate.id === four?.chosen);
  expect(chosen?.stage).toBe("confirmed");
  expect(chosen?.candidate.sigmas).toEqual(four?.sigmas);
  // one step down to sigma min is one schedule
  expect(one?.sigmas).toEqual([80, 0.002]);
  expect(one?.ratio).toBeUndefined();
  expect(nfe).toBeGreaterThan(256 * 33);
});

test("a schedule that is to end at zero does", async () => {
  const { schedules } = await optimizeTuned({
    ...request("ring-of-8", "dpmpp-2m", [4], least),
    ending: "zero",
  });
  for (const { candidate } of schedules[0]?.candidates ?? [])
    expect(candidate.sigmas.at(-1)).toBe(0);
});

test.each(["paired", "distribution"] as const)(
  "on the way every candidate is told as it is measured, with the interval of the %s measure as soon as there is time to take it",
  async (decides) => {
    const told = new Map<string, LiveScore>();
    const polishing: LiveScore[] = [];
    const { schedules } = await optimizeTuned({
      ...request("ring-of-8", "dpmpp-2m", [3], least),
      decides,
      async onProgress({ tuning }) {
        for (const score of tuning?.scores() ?? []) {
          told.set(score.candidate.id, score);
          if (score.stage === "polishing") polishing.push(score);
        }
      },
    });
    for (const line of schedules[0]?.candidates ?? []) {
      const { low, high } = line[decides];
      const last = told.get(line.candidate.id);
      expect(last?.noises).toBe(line.noises);
      expect(last?.value).toBe(line[decides].value);
      expect(last?.interval?.(() => false)).toBeUndefined();
      expect(last?.interval?.(() => true)).toEqual({ low, high });
      // it is not taken again
      expect(last?.interval?.(() => false)).toEqual({ low, high });
    }
    const best = polishing.at(-1);
    const known = best?.interval?.(() => true);
    expect(known?.low).toBeLessThan(best?.value ?? NaN);
    expect(known?.high).toBeGreaterThan(best?.value ?? NaN);
  },
);

test("at the end there are samples of the best three from the same noises", async () => {
  const { schedules } = await optimizeTuned(
    request("ring-of-8", "dpmpp-2m", [3], least),
  );
  const [tuned] = schedules;
  const lines = tuned?.candidates ?? [];
  const samples = tuned?.samples;
  expect(samples?.count).toBe(8);
  expect(samples?.schedules.map(({ title }) => title)).toEqual(
    lines.slice(0, 3).map(({ candidate }) => candidate.title),
  );
  // one of the two batches that the scores are of
  for (const [at, { x }] of (samples?.schedules ?? []).entries()) {
    const squares = x.reduce(
      (sum, value, i) => sum + (value - (samples?.fine[i] ?? NaN)) ** 2,
      0,
    );
    const error = Math.sqrt(squares / x.length);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(2 * (lines[at]?.paired.value ?? NaN));
  }
});

test("evaluations are counted to the last one, and progress tells of them as they come", async () => {
  const base = request("ring-of-8", "euler", [3], least);
  let evaluated = 0;
  const told: number[] = [];
  let planned = 0;
  const { nfe } = await optimizeTuned({
    ...base,
    denoiser: {
      ...base.denoiser,
      denoise(x, sigma) {
        evaluated += sigma.length;
        return base.denoiser.denoise(x, sigma);
      },
    },
    async onProgress(progress) {
      told.push(progress.nfe);
      planned = progress.planned;
    },
  });
  expect(nfe).toBe(evaluated);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(nfe);
  expect(nfe / planned).toBeGreaterThan(0.5);
  expect(nfe / planned).toBeLessThanOrEqual(1);
});

test("interrupted anywhere, it goes on from its shards to the same bits", async () => {
  const base = request("ring-of-8", "dpmpp-2m-sde", [3, 4], least);
  const whole = await optimizeTuned(base);
  const kept = new Map<string, Shard>();
  let runs = 0;
  for (let done = false; !done; runs++) {
    const cancel = new AbortController();
    let put = 0;
    const run = optimizeTuned({
      ...base,
      signal: cancel.signal,
      shards: {
        get: (name) => kept.get(name),
        async put(name, shard) {
          kept.set(name, shard);
          put += 1;
          if (put === 97) cancel.abort(new Error("stop"));
        },
      },
    });
    try {
      expect(await run).toEqual(whole);
      done = true;
    } catch (error) {
      expect(error).toEqual(new Error("stop"));
    }
  }
  expect(runs).toBeGreaterThan(3);
});

test("another seed measures other noises", async () => {
  const base = request("ring-of-8", "euler", [3], least);
  const scores = async (seed: number) => {
    const { schedules } = await optimizeTuned({
      ...base,
      seed,
      shards: memoryShards(),
    });
    const edm = schedules[0]?.candidates.find(
      ({ candidate }) => candidate.id === "edm",
    );
    return edm?.paired.value;
  };
  expect(await scores(1)).not.toBe(await scores(2));
});
