import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { sample } from "../../../core/sample.ts";
import { denoise, unitNoise } from "./flow-end.ts";
import { completed } from "./replay.ts";

type Given = Readonly<Record<string, unknown>>;

/** The result, its level and evaluations, and the intervals that noise was drawn for. */
async function run(name: string, sigmas: readonly number[], options: Given) {
  const draws: (readonly [number, number])[] = [];
  const made = await sample({
    ...completed(name, options),
    sigmas,
    x: unitNoise.map((z) => z * (sigmas[0] ?? NaN)),
    denoise,
    noise(from, to) {
      draws.push([from, to]);
      return unitNoise;
    },
  });
  return { ...made, draws };
}

test.each<[string, Given, string]>([
  [
    "euler",
    { s_tmin: 5, s_tmax: 1 },
    "churn from sigma (s_tmin) must be at most churn to sigma (s_tmax), or there is no noise level between them, got 5 and 1",
  ],
  ["heun", { s_tmin: 5, s_tmax: 1 }, "got 5 and 1"],
  ["heunpp2", { s_tmin: 5, s_tmax: 1 }, "got 5 and 1"],
  ["dpm_2", { s_tmin: 5, s_tmax: 1 }, "got 5 and 1"],
  [
    "sa_solver",
    { start_sigma: 1, end_sigma: 5 },
    "noise to sigma (end_sigma) must be at most noise from sigma (start_sigma), or there is no noise level between them, got 5 and 1",
  ],
  ["sa_solver_pece", { start_sigma: 1, end_sigma: 5 }, "got 5 and 1"],
  [
    "dpm-solver-multistep",
    { algorithm_type: "sde-dpmsolver++", solver_order: 3 },
    "DPM-Solver multistep draws noise (sde-dpmsolver++) at order 1 or 2, got order 3",
  ],
  [
    "dpm-solver-multistep",
    { algorithm_type: "sde-dpmsolver++", solver_type: "logrho" },
    "has the second-order terms midpoint and heun, got logrho",
  ],
])("%s refuses %j in one sentence", async (name, options, sentence) => {
  const failed = run(name, [10, 1, 0], options);
  await expect(failed).rejects.toThrow(sentence);
  await expect(failed).rejects.toBeInstanceOf(BadInput);
});

describe("denoise_to_zero", () => {
  const levels = [10, 3, 1];

  test("is one evaluation more, whose D is the result", async () => {
    const plain = await run("dpm_pp_multistep", levels, {});
    const ended = await run("dpm_pp_multistep", levels, {
      denoise_to_zero: true,
    });
    expect([ended.nfe, ended.sigma]).toEqual([plain.nfe + 1, 0]);
    expect(ended.x).toEqual(await denoise(plain.x, plain.sigma));
  });

  test("changes nothing where the schedule ends at zero", async () => {
    const options = { denoise_to_zero: true };
    expect(await run("dpm_pp_multistep", [...levels, 0], options)).toEqual(
      await run("dpm_pp_multistep", [...levels, 0], {}),
    );
  });
});

test("ER-SDE leaves out noise of a variance below clip_eps, but not its draw", async () => {
  const levels = [0.002, 0.0015, 0.001];
  const clipped = await run("er_sde_original", levels, {});
  const whole = await run("er_sde_original", levels, { clip_eps: 0 });
  const none = await run("er_sde_original", levels, { s_noise: 0 });
  expect(clipped.x).toEqual(none.x);
  expect(clipped.x).not.toEqual(whole.x);
  expect(clipped.draws).toEqual(whole.draws);
  expect(none.draws).toEqual([]);
});
