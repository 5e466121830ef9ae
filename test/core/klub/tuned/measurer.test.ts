import { expect, test } from "vitest";
import { memoryShards, shardLedger } from "../../../../core/klub/shards.ts";
import { measurer } from "../../../../core/klub/tuned/measurer.ts";
import type { MeasurerRequest } from "../../../../core/klub/tuned/measurer.ts";
import { slicedWassersteinMetric } from "../../../../core/metrics/distribution-metric.ts";
import { buildSchedule } from "../../../../core/schedules/build.ts";
import { gaussianToy, namedToy, range, solverWith } from "./toys.ts";

const c = 0.5;
const gaussian = gaussianToy([0, 0], c);
const { sigmas } = buildSchedule("edm", { ...range, steps: 6 });

function request(): MeasurerRequest {
  return {
    problem: {
      ...range,
      ...solverWith("euler"),
      denoiser: gaussian.denoiser,
      batch: 64,
      seed: 1,
    },
    fineSteps: 200,
    metric: slicedWassersteinMetric,
    data: gaussian.data,
    ledger: shardLedger(memoryShards(), async () => {}),
  };
}

/** x at the end over x at the start: Euler's, and the exact one. */
function factors(): [euler: number, exact: number] {
  let euler = 1;
  for (let i = 0; i + 1 < sigmas.length; i++) {
    const [b = NaN, a = NaN] = sigmas.slice(i, i + 2);
    euler *= a / b + ((1 - a / b) * c * c) / (c * c + b * b);
  }
  return [euler, Math.hypot(c, 0.002) / Math.hypot(c, 80)];
}

test("the paired error of Euler's method on a Gaussian is the known one", async () => {
  const measuring = measurer(request());
  const outcome = await measuring.outcome("edm", sigmas, "training", 8);
  const [euler, exact] = factors();
  // the mean of 1024 squares of standard normal numbers
  const wanted = 80 * Math.abs(euler - exact);
  const { value, leftOut } = await measuring.estimate("paired", outcome);
  expect(value / wanted).toBeGreaterThan(0.9);
  expect(value / wanted).toBeLessThan(1.1);
  expect(leftOut).toHaveLength(16);
  expect(outcome.nfe).toBe(6);
});

test("the distance to the data of a Gaussian that is too narrow is the known one above the floor", async () => {
  const measuring = measurer(request());
  const outcome = await measuring.outcome("edm", sigmas, "training", 32);
  const [euler, exact] = factors();
  const wanted = 80 * Math.abs(euler - exact) * Math.sqrt(2 / Math.PI);
  const distance = await measuring.value("distribution", outcome);
  const floor = await measuring.floor("distribution", "training", 32);
  expect(floor).toBeLessThan(0.03);
  expect(Math.abs(distance - wanted)).toBeLessThan(floor);
  expect(await measuring.floor("paired", "training", 32)).toBeLessThan(1e-3);
});

test("without data the distance is to the fine solutions of the same noises, whose own is nothing", async () => {
  const { data: _, ...without } = request();
  const measuring = measurer(without);
  const outcome = await measuring.outcome("edm", sigmas, "training", 8);
  const [euler, exact] = factors();
  const wanted = 80 * Math.abs(euler - exact) * Math.sqrt(2 / Math.PI);
  const estimate = await measuring.estimate("distribution", outcome);
  expect(estimate.value / wanted).toBeGreaterThan(0.9);
  expect(estimate.value / wanted).toBeLessThan(1.1);
  for (const value of estimate.leftOut)
    expect(value / estimate.value).toBeCloseTo(1, 1);
  expect(await measuring.floor("distribution", "training", 8)).toBe(0);
});

test("what is measured and not kept is the same as what is kept", async () => {
  const ring = namedToy("ring-of-8");
  const base = request();
  const measuring = measurer({
    ...base,
    problem: {
      ...base.problem,
      ...solverWith("stochastic-ddim"),
      denoiser: ring.denoiser,
    },
    data: ring.data,
    fineSteps: 20,
  });
  const kept = await measuring.outcome("edm", sigmas, "fresh", 2);
  const passing = await measuring.passingOutcome(sigmas, "fresh", 2);
  expect(passing).toEqual(kept);
  expect(await measuring.outcome("edm", sigmas, "fresh", 2)).toEqual(kept);
});
