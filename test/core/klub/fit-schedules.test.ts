import { expect, test } from "vitest";
import { collectStatistics } from "../../../core/klub/collect-statistics.ts";
import {
  fitSchedules,
  klubsBySteps,
  scheduleKlub,
} from "../../../core/klub/fit-schedules.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { cases, modelOf } from "./cases.ts";
import type { Case } from "./cases.ts";

const ring = cases.find(({ name }) => name === "ring8") as Case;
const options = { weight: 3, increments: "ideal" } as const;

test("the KLUBs of many numbers of steps are those of the best schedules within a percent", async () => {
  const [sigmaMin, sigmaMax] = [ring.t_min, ring.t_max];
  const statistics = await collectStatistics({
    ...modelOf(ring),
    sigmaMin,
    sigmaMax,
    samples: 256,
    levels: 33,
    seed: 1,
  });
  const edm = (steps: number) =>
    buildSchedule("edm", { steps, sigmaMin, sigmaMax, ending: "sigma-min" })
      .sigmas;
  const steps = [1, 2, 5, 10, 20, 40];
  const { least, other } = klubsBySteps(statistics, steps, options, edm);
  const best = fitSchedules(statistics, steps, options);
  best.forEach(({ klub }, index) => {
    const ratio = (least[index] ?? NaN) / klub;
    expect(ratio).toBeGreaterThan(1 - 1e-9);
    expect(ratio).toBeLessThan(1.01);
  });
  steps.forEach((count, index) =>
    expect(other[index]).toBeCloseTo(
      scheduleKlub(statistics, edm(count), options),
      9,
    ),
  );
});
