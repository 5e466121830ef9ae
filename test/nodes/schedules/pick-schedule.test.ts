import { expect, test } from "vitest";
import { resample } from "../../../core/schedules/tools/resample.ts";
import type { ScheduleValue } from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

const schedules: readonly ScheduleValue[] = [
  {
    sigmas: Float64Array.of(80, 1, 0.01),
    ending: "sigma-min",
    source: "Two",
    klub: 3,
  },
  {
    sigmas: Float64Array.of(80, 10, 1, 0.1, 0.01),
    ending: "sigma-min",
    source: "Four",
    klub: 1,
    model: { name: "M", sha256: "0" },
  },
];

async function picked(steps: number) {
  const { outputs, views, warnings } = await runNode(
    "schedules/pick-schedule",
    { schedules, steps },
  );
  return { schedule: outputs["schedule"] as ScheduleValue, views, warnings };
}

test("a number of steps that is among them gives that schedule as it is", async () => {
  const { schedule, views, warnings } = await picked(2);
  expect(schedule).toBe(schedules[0]);
  expect(views[0]).toMatchObject({ caption: "2 steps · KLUB 3.000" });
  expect(warnings).toEqual([]);
});

test("any other number resamples the longest, says so, and claims no KLUB", async () => {
  const { schedule, warnings } = await picked(3);
  const [, longest] = schedules;
  expect([...schedule.sigmas]).toEqual(resample(longest?.sigmas ?? [], 3));
  expect(schedule.source).toBe("Four, resampled from 4 steps to 3");
  expect(schedule).not.toHaveProperty("klub");
  expect(schedule.model?.name).toBe("M");
  expect(warnings).toEqual([
    "there is no schedule of 3 steps among those of 2, 4: the one of 4 is resampled, and was not optimized for 3",
  ]);
});
