import { expect, test } from "vitest";
import { denoise, unitNoise } from "./flow-end.ts";
import { completed } from "./replay.ts";
import { sample, type SampledStep } from "../../../core/sample.ts";

type Given = Readonly<Record<string, unknown>>;

function run(
  name: string,
  sigmas: readonly number[],
  options: Given = {},
  onStep: (step: SampledStep) => void = () => undefined,
) {
  return sample({
    ...completed(name, options),
    sigmas,
    x: unitNoise.map((z) => z * (sigmas[0] ?? NaN)),
    denoise,
    noise: () => unitNoise.map(() => 0),
    onStep,
  });
}

test.each<[string, readonly number[], Given, string]>([
  [
    "dpm_fast",
    [12.5, 0],
    {},
    "DPM fast ends at the schedule's last noise level above 0, so that it needs at least two of them, got only 12.5",
  ],
  [
    "dpm_adaptive",
    [12.5, 0],
    {},
    "DPM adaptive ends at the schedule's last noise level above 0, so that it needs at least two of them, got only 12.5",
  ],
  [
    "dpm_adaptive",
    [10, 0.1, 0],
    { order: 2, rtol: 0, atol: 1e-12 },
    "DPM adaptive has made 10000 steps of its own and is still at sigma",
  ],
  [
    "dpm_adaptive",
    [10, 0.1, 0],
    { icoeff: -10 },
    "DPM adaptive's steps have become ",
  ],
  [
    "uni_pc",
    [10, 0.001, 0],
    {},
    "UniPC's sigma for zero (final_sigma) must be below the schedule's last noise level above 0, 0.001, got 0.001; 0 ends at 0 itself",
  ],
  ["lms", [10, 1], { order: 2.5 }, "LMS's order must be a whole number from 1"],
  [
    "deis",
    [10, 1],
    { max_order: 5 },
    "DEIS's order (max_order) must be a whole",
  ],
])("%s on %j with %j is one sentence", async (name, sigmas, options, said) => {
  await expect(async () => run(name, sigmas, options)).rejects.toThrow(said);
});

test.each([
  [3, [2, 1]],
  [4, [3, 1]],
  [5, [3, 2]],
  [6, [3, 2, 1]],
  [7, [3, 3, 1]],
])("DPM fast spends %d evaluations as %j", async (steps, spent) => {
  const sigmas = Array.from({ length: steps }, (_, i) => 10 / (i + 1));
  const levels: number[] = [];
  const { nfe } = await run("dpm_fast", [...sigmas, 0], {}, (step) => {
    levels.push(step.sigmaNext);
  });
  expect(nfe).toBe(steps);
  expect(levels.length).toBe(spent.length);
  expect(levels.at(-1)).toBe(10 / steps);
});

test("DPM adaptive reports trials that it rejects as no progress", async () => {
  const steps: SampledStep[] = [];
  await run("dpm_adaptive", [20, 0.02], { h_init: 5 }, (step) => {
    steps.push(step);
  });
  const [first] = steps;
  expect(first?.sigmaNext).toBe(20);
  expect(first?.progress).toBe(0);
  expect(steps.at(-1)?.sigmaNext).toBe(0.02);
  expect(steps.at(-1)?.progress).toBe(1);
});

test("solvers with fewer steps than their order ramp up as far as they come", async () => {
  const multistep = ["lms", "ipndm", "deis", "uni_pc", "dpm_pp_multistep"];
  for (const name of multistep) {
    const { nfe, x } = await run(name, [2, 0]);
    expect(nfe).toBe(1);
    expect(x.every(Number.isFinite)).toBe(true);
  }
});
