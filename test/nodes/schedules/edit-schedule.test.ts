import { beforeAll, expect, test } from "vitest";
import { bestThrough } from "../../../core/klub/best-through.ts";
import { scheduleKlub } from "../../../core/klub/fit-schedules.ts";
import { objective } from "../../../core/klub/objective.ts";
import type { ScheduleValue, StatisticsValue } from "../../../engine/values.ts";
import type { View } from "../../../engine/view.ts";
import { runNode } from "../run-node.ts";

let schedule: ScheduleValue;
let statistics: StatisticsValue;
beforeAll(async () => {
  const { outputs } = await runNode("sampling/model", {});
  const optimized = await runNode("schedules/optimize-schedule", {
    model: outputs["model"],
    method: "exact",
    samples: 128,
    weight: 2,
  });
  ({ schedule, statistics } = optimized.outputs as {
    schedule: ScheduleValue;
    statistics: StatisticsValue;
  });
});

const levels = [80, 12, 3, 1.25, 0.2, 0.002];

async function edit(given: Readonly<Record<string, unknown>>) {
  const run = await runNode("schedules/edit-schedule", given);
  return { ...run, edited: run.outputs["schedule"] as ScheduleValue };
}

function captionOf([first]: readonly View[]): string {
  return first?.kind === "lines" ? (first.caption ?? "") : "";
}

test("without edited levels a schedule goes through as it came", async () => {
  const { edited, views } = await edit({ schedule });
  expect(edited).toEqual(schedule);
  expect(views[0]).toMatchObject({ series: [{ name: schedule.source }] });
});

test("the edited levels are the schedule, drawn over what came in, for the same model", async () => {
  const { edited, views } = await edit({ schedule, sigmas: levels });
  expect([...edited.sigmas]).toEqual(levels);
  expect(edited).toMatchObject({
    source: `${schedule.source}, edited`,
    ending: "sigma-min",
    model: schedule.model,
  });
  expect(edited).not.toHaveProperty("klub");
  expect(views[0]).toMatchObject({
    series: [
      { name: schedule.source, emphasis: false },
      { name: edited.source, emphasis: true },
    ],
  });
});

test("with statistics it has its KLUB, and shows that of the weight that was optimized for", async () => {
  const { edited, views } = await edit({
    schedule,
    statistics,
    sigmas: levels,
  });
  const of = { increments: statistics.increments };
  const klub = (weight: number) =>
    scheduleKlub(statistics.statistics, levels, { ...of, weight });
  expect(edited.klub).toBeCloseTo(klub(3), 9);
  expect(captionOf(views)).toContain(
    `KLUB weighted by σ^-2 ${klub(2).toPrecision(4)}`,
  );
});

test("the editor is given all that it takes to find the same optimum", async () => {
  const { views } = await edit({ schedule, statistics });
  const editor = views.find(({ kind }) => kind === "schedule-editor");
  if (editor?.kind !== "schedule-editor" || !editor.statistics)
    throw new Error("it shows the editor with statistics");
  expect([...(editor.incoming?.sigmas ?? [])]).toEqual([...schedule.sigmas]);
  const { curves, weight } = structuredClone(editor.statistics);
  const { t } = bestThrough(objective(curves, weight), [0.002, 80], 5);
  t.toReversed().forEach((level, step) =>
    expect(
      Math.abs(Math.log(level / (schedule.sigmas[step] ?? NaN))),
    ).toBeLessThan(1e-2),
  );
});

test("levels that end at 0 are measured down to the statistics' lowest one", async () => {
  const until = await edit({ statistics, sigmas: levels });
  const zero = await edit({
    statistics,
    sigmas: [...levels.slice(0, 5), 0],
  });
  expect(zero.edited.ending).toBe("zero");
  expect(zero.edited.klub).toBe(until.edited.klub);
});

test("why there is no KLUB, or whose it is, stands below the plot", async () => {
  const outside = await edit({ statistics, sigmas: [100, 1, 0.1] });
  expect(outside.edited).not.toHaveProperty("klub");
  expect(captionOf(outside.views)).toMatch(/statistics cover 80 to 0\.002/);
  const flow = { sigmas: Float64Array.of(1, 0.5, 0), ending: "zero" } as const;
  const times = await edit({
    statistics,
    schedule: { ...flow, process: "flow", source: "Flow" },
  });
  expect(captionOf(times.views)).toContain("times of a flow");
  const foreign = await edit({
    statistics,
    schedule: { ...schedule, model: { name: "Another", sha256: "0" } },
  });
  expect(captionOf(foreign.views)).toContain("the schedule is for Another");
  expect(foreign.warnings).toEqual([
    "the KLUB is measured of Ring of 8, the schedule is for Another",
  ]);
});

test("nothing to edit and levels that do not fall are sentences", async () => {
  await expect(edit({})).rejects.toThrow("there is nothing to edit");
  await expect(edit({ sigmas: [3, 4, 1] })).rejects.toThrow(
    /level 2 of 3 must be below the one before it, 3, got 4/,
  );
  await expect(
    edit({
      sigmas: [3, 1, 0.5],
      schedule: {
        sigmas: Float64Array.of(1, 0.5, 0),
        ending: "zero",
        process: "flow",
        source: "Flow",
      },
    }),
  ).rejects.toThrow("times of a flow, at most 1, got 3");
});
