import { expect, test } from "vitest";
import type { ScheduleValue } from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

const a: ScheduleValue = {
  sigmas: Float64Array.of(8, 4, 2, 0),
  ending: "zero",
  source: "A",
};
const b: ScheduleValue = {
  sigmas: Float64Array.of(8, 3, 2, 1),
  ending: "sigma-min",
  source: "B",
};

test("lengths, endings and the largest difference in ln sigma to the first are in a table, beside the curves", async () => {
  const { views } = await runNode("schedule-tools/compare-schedules", { a, b });
  expect(views).toMatchObject([
    {
      kind: "lines",
      series: [
        { name: "A, 3 steps", emphasis: true },
        { name: "B, 3 steps", emphasis: false },
      ],
    },
    {
      kind: "table",
      rows: [
        ["A", 3, 8, 2, "0", 0, 1, 0],
        // 3 in place of 4, after one step of three
        ["B", 3, 8, 1, "sigma min", -0.2877, 0.75, 0.3333],
      ],
    },
  ]);
});

test("noise levels are not compared with times of a flow", async () => {
  await expect(
    runNode("schedule-tools/compare-schedules", {
      a,
      b: { ...b, sigmas: Float64Array.of(1, 0.5), process: "flow" },
    }),
  ).rejects.toThrow("got 1 of 2 with times of a flow");
});
