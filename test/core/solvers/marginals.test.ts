import { describe, expect, test } from "vitest";
import { noiseFor } from "../../../core/noise/noise-source.ts";
import { sample } from "../../../core/sample.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { solvers } from "../../../core/solvers/registry.ts";
import { linearInNoise, worldOf, type Case } from "./linear-in-noise.ts";
import { completed } from "./replay.ts";

const std = 0.5;
const mean = 0.7;

function exploding(steps: number): readonly number[] {
  return buildSchedule("edm", {
    steps,
    sigmaMin: 0.01,
    sigmaMax: 80,
    ending: "zero",
  }).sigmas;
}

/** Solvers whose samples are by design not distributed as the data; what they are is tested below. */
const otherwise: Readonly<Record<string, string>> = {
  lcm: "it takes D, a mean, for a sample of the data",
  "dpmpp-2s-ancestral-cfg-pp":
    "as in ComfyUI its second stage takes the middle's unconditional D; taking the start's it is tested here",
};

/** Beside every solver that is stochastic by itself. */
const withOptions: readonly (readonly [string, Case["options"] & object])[] = [
  ["stochastic-ddim", { eta: 0.5 }],
  ["dpmpp-2m-sde", { eta: 1, solver_type: "heun" }],
  ["dpmpp-2m-sde", { eta: 0.3 }],
  ["dpmpp-2s-ancestral-cfg-pp", { unconditional: "start" }],
  ["er_sde", { solver_type: "Reverse-time SDE", integral: "exact" }],
  ["exp_heun_2_x0_sde", {}],
  ["seeds_3", { eta: 0.5, r_1: 0.4, r_2: 0.9 }],
  ["sa_solver", { start_sigma: 1e6, end_sigma: 0, eta: 0.7 }],
  ["res_multistep_ancestral", {}],
  ["res_multistep_ancestral_cfg_pp", {}],
  ["dpm_fast", { eta: 1 }],
  ["dpm-solver-multistep", { algorithm_type: "sde-dpmsolver++" }],
  ["euler", { s_churn: 10 }],
  ["heun", { s_churn: 10 }],
  ["dpm_2", { s_churn: 10 }],
  ["heunpp2", { s_churn: 10 }],
];

const byThemselves = [...solvers]
  .filter(([id, solver]) =>
    solver.stochastic(completed(id, {}).options) ? !(id in otherwise) : false,
  )
  .map(([id]) => [id, {}] as const);

describe("on a Gaussian", () => {
  test.each([...byThemselves, ...withOptions])(
    "samples of %s %j have the data's mean and variance within 4 standard errors",
    async (name, options) => {
      const count = 2000;
      const sigmas = exploding(200);
      const item: Case = { name, options, std, mean, sigmas };
      const noise = noiseFor(11, count, 1, "f64");
      let draws = 0;
      const { x } = await sample({
        ...completed(name, options),
        ...worldOf(item, count),
        sigmas,
        x: noise.initial().map((z) => z * (sigmas[0] ?? NaN)),
        noise() {
          draws++;
          return noise.draw(NaN, NaN);
        },
      });
      expect(draws).toBeGreaterThan(0);
      const values = Array.from(x);
      const average = values.reduce((sum, v) => sum + v, 0) / count;
      const variance =
        values.reduce((sum, v) => sum + (v - average) ** 2, 0) / (count - 1);
      expect(Math.abs(average - mean)).toBeLessThan(
        (4 * std) / Math.sqrt(count),
      );
      expect(Math.abs(variance / std ** 2 - 1)).toBeLessThan(
        4 * Math.sqrt(2 / count),
      );
      // without the chance of sampling: those of first order are 2 to 3 % off at 200 steps
      const exact = await linearInNoise(item);
      expect(Math.abs(exact.mean - mean)).toBeLessThan(0.01 * std);
      expect(Math.abs(exact.std / std - 1)).toBeLessThan(0.03);
    },
  );

  test.each(
    // one with a grid of its own does not end at zero
    [...solvers].filter(
      ([id, solver]) =>
        solver.flow && !("grid" in solver) && !(id in otherwise),
    ),
  )("%s keeps the data's mean and variance along a flow too", async (name) => {
    const exact = await linearInNoise({
      name,
      std,
      mean,
      sigmas: Array.from({ length: 301 }, (_, i) => 1 - i / 300),
      process: "flow",
    });
    expect(Math.abs(exact.mean - mean)).toBeLessThan(0.001 * std);
    expect(Math.abs(exact.std / std - 1)).toBeLessThan(0.02);
  });

  test("every solver that is otherwise is stochastic", () => {
    for (const id of Object.keys(otherwise)) {
      const { solver, options } = completed(id, {});
      expect(solver.stochastic(options)).toBe(true);
    }
  });

  const sigmas = exploding(20);
  const levels = sigmas.slice(0, -1);
  /** What D does to the deviation from the mean. */
  const shrink = (sigma: number): number => std ** 2 / (std ** 2 + sigma ** 2);

  test("LCM's samples have the variance of its means", async () => {
    let variance = (sigmas[0] ?? NaN) ** 2;
    levels.forEach((sigma, i) => {
      variance = shrink(sigma) ** 2 * variance + (sigmas[i + 1] ?? NaN) ** 2;
    });
    const exact = await linearInNoise({ name: "lcm", std, mean, sigmas });
    expect(exact.std).toBeCloseTo(Math.sqrt(variance), 12);
    expect(exact.std).toBeLessThan(0.7 * std);
  });

  test.each([0.9, 1.1])(
    "Euler with churn of noise scale %d has the variance of that noise",
    async (s_noise) => {
      const gamma = 0.2;
      let variance = (sigmas[0] ?? NaN) ** 2;
      levels.forEach((sigma, i) => {
        const raised = sigma * (1 + gamma);
        const ratio = (sigmas[i + 1] ?? NaN) / raised;
        variance += s_noise ** 2 * (raised ** 2 - sigma ** 2);
        variance *= (ratio + (1 - ratio) * shrink(raised)) ** 2;
      });
      const exact = await linearInNoise({
        name: "euler",
        options: { s_churn: gamma * 20, s_noise },
        std,
        mean,
        sigmas,
      });
      expect(exact.std).toBeCloseTo(Math.sqrt(variance), 12);
    },
  );

  test("DPM++ SDE is of second order in the variance with the noise of one path, of first with independent draws", async () => {
    /** How far the variance is off. */
    const error = async (steps: number, onePath: boolean): Promise<number> => {
      const levels = exploding(steps);
      const { each, start } = await linearInNoise({
        name: "dpmpp_sde",
        std,
        sigmas: levels,
      });
      let variance = start ** 2;
      for (let step = 0; step < each.length / 2; step++) {
        const from = levels[step] ?? NaN;
        const to = levels[step + 1] ?? NaN;
        // how much of the whole interval's noise the first half's tells
        const overlap = onePath
          ? Math.sqrt((from - Math.sqrt(from * to)) / (from - to))
          : 0;
        const [middle = NaN, whole = NaN] = each.slice(2 * step, 2 * step + 2);
        variance += middle ** 2 + whole ** 2 + 2 * overlap * middle * whole;
      }
      return Math.abs(Math.sqrt(variance) / std - 1);
    };
    expect((await error(50, true)) / (await error(100, true))).toBeGreaterThan(
      3.5,
    );
    const independent = (await error(50, false)) / (await error(100, false));
    expect(independent).toBeGreaterThan(1.6);
    expect(independent).toBeLessThan(2.2);
  });
});
