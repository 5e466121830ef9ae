import { describe, expect, test } from "vitest";
import type { ParameterValues } from "../../../core/parameter.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSolver, solvers } from "../../../core/solvers/registry.ts";
import { linearReference } from "../reference.ts";
import { linearInNoise } from "./linear-in-noise.ts";

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
      const { start, each } = await linearInNoise({
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
        const { start } = await linearInNoise({
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
});
