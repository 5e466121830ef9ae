import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openCheckpoint } from "../../../engine/host/checkpoint-folder.ts";
import { loadDenoiser } from "../../../models/load.ts";
import { resolveModel } from "../../../models/resolve-model.ts";
import { keptOptimization } from "../../../nodes/parts/kept-optimization.ts";
import { klubSource } from "../../../nodes/parts/klub-source.ts";
import type {
  Method,
  OptimizationSettings,
} from "../../../nodes/parts/optimization.ts";

const reference = await resolveModel("ring-of-8");
const denoiser = await loadDenoiser(reference);
const signal = new AbortController().signal;
const source = klubSource(reference, denoiser, {
  classLabel: null,
  signal,
  onStep: async () => {},
});

function settingsOf(
  method: Method,
  steps: readonly number[],
): OptimizationSettings {
  return {
    method,
    solver: { id: "euler", options: {} },
    steps,
    sigmaMin: 0.002,
    sigmaMax: 80,
    samples: 64,
    levels: 17,
    seed: 1,
    weight: 3,
    ending: "sigma-min",
    effort: "quick",
  };
}

/** An empty folder of checkpoints, and what an optimization with it comes to, with how often the model was evaluated. */
function checkpoints() {
  const folder = mkdtempSync(join(tmpdir(), "stepwright-kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return async (settings: OptimizationSettings) => {
    let evaluated = 0;
    const { optimized, notices } = await keptOptimization(
      settings,
      {
        denoiser: {
          ...denoiser,
          denoise(x, sigma, labels) {
            evaluated += sigma.length;
            return denoiser.denoise(x, sigma, labels);
          },
        },
        source,
        signal,
        onProgress: async () => {},
      },
      { model: "ring", classLabel: null },
      (key) => openCheckpoint(folder, key, false),
    );
    return { optimized, notices, evaluated };
  };
}

test("of a longer list of steps only the new ones are measured, of a shorter one none, to the same bits", async () => {
  const alone = checkpoints();
  const whole = await alone(settingsOf("tuned", [3, 4]));
  const run = checkpoints();
  const three = await run(settingsOf("tuned", [3]));
  const both = await run(settingsOf("tuned", [3, 4]));
  expect(both.optimized).toEqual(whole.optimized);
  expect(three.evaluated).toBeGreaterThan(0);
  expect(both.evaluated).toBeGreaterThan(0);
  expect(three.evaluated + both.evaluated).toBe(whole.evaluated);
  const four = await run(settingsOf("tuned", [4]));
  expect(four.evaluated).toBe(0);
  expect(four.optimized.schedules).toEqual([whole.optimized.schedules[1]]);
  const again = await run(settingsOf("tuned", [3, 4]));
  expect(again.notices).toEqual(["found again from an earlier run"]);
}, 60_000);

test("the search of the paper is gone through once for any steps", async () => {
  const run = checkpoints();
  const first = await run(settingsOf("coordinate", [10]));
  const second = await run(settingsOf("coordinate", [5, 10]));
  // what is new is only measured
  const [once = NaN, more = NaN] = [first, second].map(
    ({ optimized }) => optimized.evidenceNfe,
  );
  expect(second.evaluated).toBe(more - once);
  expect(more).toBeGreaterThan(once);
  expect(second.optimized.schedules[1]).toEqual(first.optimized.schedules[0]);
  expect(second.optimized.nfe).toBe(first.optimized.nfe);
}, 60_000);

test("other settings are measured by themselves", async () => {
  const run = checkpoints();
  const first = await run(settingsOf("tuned", [3]));
  const other = await run({ ...settingsOf("tuned", [3]), decides: "paired" });
  expect(other.evaluated).toBeGreaterThan(first.evaluated / 2);
}, 60_000);
