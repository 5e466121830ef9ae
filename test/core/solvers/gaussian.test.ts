import { describe, expect, test } from "vitest";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSolver } from "../../../core/solvers/registry.ts";
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
});
