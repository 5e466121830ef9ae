import { describe, expect, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";
import { completeOptions } from "../../../core/options.ts";
import type { ParameterValues } from "../../../core/parameter.ts";
import { sample } from "../../../core/sample.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSolver, solvers } from "../../../core/solvers/registry.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import { linearReference } from "../reference.ts";

/** One-dimensional Gaussian data of mean 0. */
function gaussian(std: number) {
  return parseToy({
    format: "stepwright-toy",
    kind: "gaussian-mixture",
    weights: [1],
    means: [[0]],
    stds: [std],
  }).denoiser;
}

interface Case {
  readonly name: string;
  readonly std: number;
  readonly sigmas: readonly number[];
  readonly options?: ParameterValues;
}

/**
 * On a Gaussian a solver is linear in the noise that it is given: these are its coefficients.
 * @returns Of the initial noise, and of each draw.
 */
async function coefficients({ name, std, sigmas, options = {} }: Case) {
  const { solver, presetOptions } = findSolver(name);
  const run = async (unit: number | "start"): Promise<[number, number]> => {
    let draws = 0;
    const { x } = await sample({
      solver,
      options: completeOptions(
        solver.parameters,
        { ...presetOptions, ...options },
        solver.title,
      ),
      sigmas,
      x: Float64Array.of(unit === "start" ? (sigmas[0] ?? 0) : 0),
      denoise: denoiseBatch(gaussian(std), 1),
      noise: () => Float64Array.of(draws++ === unit ? 1 : 0),
    });
    return [x[0] ?? NaN, draws];
  };
  const [start, draws] = await run("start");
  const each = [];
  for (let k = 0; k < draws; k++) each.push((await run(k))[0]);
  return { start, each };
}

describe("on a Gaussian", () => {
  const names: Readonly<Record<string, string>> = {
    ddim: "euler",
    sddim: "stochastic-ddim",
    dpm2m: "dpmpp-2m",
    sde2m: "dpmpp-2m-sde",
  };
  const families: Readonly<Record<string, string>> = {
    edm: "edm",
    logsnr: "logsnr",
    arctan: "gaussian-optimal",
  };

  test.each(linearReference)(
    "$solver on $schedule, n = $n, c = $c, has the reference's final deviation",
    async (item) => {
      const name = names[item.solver] ?? "";
      const family = families[item.schedule] ?? "";
      const takes = findSolver(name).solver.parameters;
      const { start, each } = await coefficients({
        name,
        std: item.c,
        sigmas: buildSchedule(family, {
          steps: item.n,
          sigmaMin: 0.002,
          sigmaMax: 80,
          ending: "sigma-min",
          options: item.schedule === "arctan" ? { c: item.c } : {},
        }).sigmas,
        options:
          "lower_order_final" in takes
            ? { lower_order_final: item.lower_order_final }
            : {},
      });
      const variance = each.reduce((sum, v) => sum + v * v, start * start);
      expect(Math.sqrt(variance) / item.final_std - 1).toBeCloseTo(0, 9);
      expect(start / item.coef_of_initial_noise - 1).toBeCloseTo(0, 9);
    },
  );

  const deterministic: readonly (readonly [string, ParameterValues])[] = [
    ["euler", {}],
    ["heun", {}],
    ["stochastic-ddim", { eta: 0 }],
    ["dpmpp-2m", {}],
    ["dpmpp-2m-sde", { eta: 0, solver_type: "midpoint" }],
    ["dpmpp-2m-sde", { eta: 0, solver_type: "heun" }],
  ];

  test.each(deterministic)(
    "%s %j converges to the exact solution with its order",
    async (name, options) => {
      const std = 0.5;
      const [from, to] = [10, 0.05];
      const exact =
        from * Math.sqrt((std ** 2 + to ** 2) / (std ** 2 + from ** 2));
      const points: [number, number][] = [];
      for (const steps of [80, 160, 320, 640, 1280]) {
        const { start } = await coefficients({
          name,
          std,
          options,
          sigmas: buildSchedule("logsnr", {
            steps,
            sigmaMin: to,
            sigmaMax: from,
            ending: "sigma-min",
          }).sigmas,
        });
        points.push([Math.log(steps), Math.log(Math.abs(start - exact))]);
      }
      const mean = (axis: 0 | 1): number =>
        points.reduce((sum, point) => sum + point[axis], 0) / points.length;
      const [x, y] = [mean(0), mean(1)];
      const slope =
        points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) /
        points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
      // a stochastic solver's order is that of its deterministic part with noise off: eta 0 of stochastic DDIM is DDIM
      const order = findSolver(name).solver.order;
      expect(-slope).toBeGreaterThan(order - 0.1);
      expect(-slope).toBeLessThan(order + 0.2);
    },
  );

  test("every solver's order is tested", () => {
    const tested = new Set(deterministic.map(([name]) => name));
    expect([...solvers.keys()].filter((id) => !tested.has(id))).toEqual([]);
  });

  test.each<readonly [string, ParameterValues]>([
    ["stochastic-ddim", { eta: 1 }],
    ["stochastic-ddim", { eta: 0.5 }],
    ["dpmpp-2m-sde", { eta: 1, solver_type: "midpoint" }],
    ["dpmpp-2m-sde", { eta: 1, solver_type: "heun" }],
    ["dpmpp-2m-sde", { eta: 0.3, solver_type: "midpoint" }],
    ["euler", { s_churn: 40 }],
    ["heun", { s_churn: 40 }],
  ])("%s %j ends with the data's deviation", async (name, options) => {
    const std = 0.5;
    const { start, each } = await coefficients({
      name,
      std,
      options,
      sigmas: buildSchedule("logsnr", {
        steps: 300,
        sigmaMin: 0.01,
        sigmaMax: 50,
        ending: "sigma-min",
      }).sigmas,
    });
    const variance = each.reduce((sum, v) => sum + v * v, start * start);
    // the first-order solvers are this far off at 300 steps
    expect(Math.sqrt(variance) / Math.hypot(std, 0.01)).toBeCloseTo(1, 1);
    expect(each.some((value) => value !== 0)).toBe(true);
  });

  test("samples of the stochastic solvers have mean and variance within 4 standard errors", async () => {
    const count = 4000;
    const std = 0.5;
    const sigmas = buildSchedule("edm", {
      steps: 200,
      sigmaMin: 0.01,
      sigmaMax: 20,
      ending: "zero",
    }).sigmas;
    for (const name of ["stochastic-ddim", "dpmpp-2m-sde"]) {
      const { solver } = findSolver(name);
      const noise = noiseFor(11, count, 1, "f64");
      const { x } = await sample({
        solver,
        options: completeOptions(solver.parameters, {}, solver.title),
        sigmas,
        x: noise.initial().map((z) => z * (sigmas[0] ?? 0)),
        denoise: denoiseBatch(gaussian(std), count),
        noise: noise.draw,
      });
      const values = Array.from(x);
      const mean = values.reduce((sum, v) => sum + v, 0) / count;
      const variance =
        values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / count;
      const exact = await coefficients({ name, std, sigmas });
      const expected = exact.each.reduce((s, v) => s + v * v, exact.start ** 2);
      expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(expected / count));
      expect(Math.abs(variance / expected - 1)).toBeLessThan(
        4 * Math.sqrt(2 / count),
      );
      // and the solver's own bias is small at 200 steps
      expect(Math.sqrt(expected) / std).toBeCloseTo(1, 1);
    }
  });
});
