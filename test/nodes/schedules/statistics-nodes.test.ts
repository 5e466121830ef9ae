import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addSums } from "../../../core/klub/statistics.ts";
import type {
  ModelValue,
  ScheduleValue,
  StatisticsValue,
} from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwright-statistics-"));
const path = join(folder, "statistics.json");
let model: ModelValue;
let statistics: StatisticsValue;
beforeAll(async () => {
  model = (await runNode("sampling/model", {})).outputs["model"] as ModelValue;
  const { outputs } = await runNode("schedules/optimize-schedule", {
    model,
    method: "exact",
    samples: 128,
    levels: 33,
    steps: [4, 7],
    weight: 2,
  });
  statistics = outputs["statistics"] as StatisticsValue;
  const { files } = await runNode("files/save-statistics", { statistics });
  writeFileSync(path, files.get("statistics.json") ?? "");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function loaded(file = path) {
  const { outputs, views } = await runNode("schedules/load-statistics", {
    path: file,
  });
  return { statistics: outputs["statistics"] as StatisticsValue, views };
}

async function scheduled(values: Record<string, unknown> = {}) {
  const run = await runNode("schedules/schedule-from-statistics", {
    statistics: (await loaded()).statistics,
    ...values,
  });
  return {
    ...run,
    schedule: run.outputs["schedule"] as ScheduleValue,
    schedules: run.outputs["schedules"] as readonly ScheduleValue[],
  };
}

test("saved statistics come back to the bit, with their loss to look at", async () => {
  const { statistics: read, views } = await loaded();
  expect(read).toEqual(statistics);
  expect(views[0]).toMatchObject({
    kind: "lines",
    caption: expect.stringContaining("Ring of 8 · 33 noise levels"),
  });
});

test("a file of version 1, in two halves, opens: its KLUBs are the same and have no interval", async () => {
  const { blocks, levels } = statistics.statistics;
  const half = (parity: number) => {
    const { samples, gram, lossSquares } = blocks
      .filter((_, block) => block % 2 === parity)
      .reduce(addSums);
    return { samples, gram: [...gram], lossSquares: [...lossSquares] };
  };
  const old = join(folder, "version 1.json");
  const { statistics: of, ...rest } = statistics;
  writeFileSync(
    old,
    JSON.stringify({
      format: "stepwright-statistics",
      version: 1,
      ...rest,
      dimensions: of.dimensions,
      sigmaData: of.sigmaData,
      levels: [...levels],
      halves: [half(0), half(1)],
    }),
  );
  const now = await scheduled({ steps: [6] });
  const before = await scheduled({
    steps: [6],
    statistics: (await loaded(old)).statistics,
  });
  expect(before.schedule.klub).toBeCloseTo(now.schedule.klub ?? NaN, 9);
  const table = ({ views }: typeof now) =>
    views.find(({ kind }) => kind === "table");
  expect(table(now)).toMatchObject({
    columns: ["schedule", "KLUB", "±", "× optimized"],
  });
  expect(table(before)).toMatchObject({
    columns: ["schedule", "KLUB", "× optimized"],
  });
});

test("from them come the schedules that the optimization itself finds, for any number of steps, weight and ending", async () => {
  const optimized = await runNode("schedules/optimize-schedule", {
    model,
    method: "exact",
    samples: 128,
    levels: 33,
    steps: [9],
    weight: 1.5,
    ending: "zero",
  });
  const { schedule, schedules, views } = await scheduled({
    steps: [9, 3],
    weight: 1.5,
    ending: "zero",
  });
  const found = optimized.outputs["schedule"] as ScheduleValue;
  expect(schedule.sigmas).toEqual(found.sigmas);
  expect(schedule.source).toBe(found.source);
  expect(schedule.ending).toBe("zero");
  expect(schedule.klub).toBeCloseTo(found.klub ?? NaN, 9);
  expect(schedules.map(({ sigmas }) => sigmas.length)).toEqual([10, 4]);
  expect(views.map(({ kind }) => kind)).toEqual([
    "lines",
    "lines",
    "table",
    "table",
  ]);
});

test("Edit Schedule knows the KLUB by loaded statistics, which are of the schedule's own model", async () => {
  const { schedule } = await scheduled({ steps: [6] });
  const { outputs, views } = await runNode("schedules/edit-schedule", {
    schedule,
    statistics: (await loaded()).statistics,
  });
  const edited = outputs["schedule"] as ScheduleValue;
  expect(edited.klub).toBeCloseTo(schedule.klub ?? NaN, 9);
  expect(views[0]?.kind === "lines" && views[0].caption).not.toContain(
    "is for",
  );
});

test("statistics of another model than the wired one are warned of, those of the same are not", async () => {
  expect((await scheduled({ model })).warnings).toEqual([]);
  const other = { ...model, title: "Other", sha256: "ff".repeat(32) };
  expect((await scheduled({ model: other })).warnings).toEqual([
    `the statistics are of Ring of 8 (SHA-256 ${model.sha256.slice(0, 10)}…), and the model is Other (ffffffffff…): the schedule is the best for the first`,
  ]);
});

test("statistics keep the guidance that they were measured with, and other guidance is warned of", async () => {
  const guided = {
    ...statistics,
    model: { ...statistics.model, guidance: { scale: 2, rescale: 0 } },
  };
  const { files } = await runNode("files/save-statistics", {
    statistics: guided,
  });
  const file = join(folder, "guided.json");
  writeFileSync(file, files.get("statistics.json") ?? "");
  const read = (await loaded(file)).statistics;
  expect(read).toEqual(guided);
  expect((await scheduled({ statistics: read, model })).warnings).toEqual([
    "the statistics are of Ring of 8 with guidance 2 (rescale 0), and the model has no guidance: the schedule is the best for the first",
  ]);
});

test("no file and a file of something else are sentences", async () => {
  await expect(loaded("")).rejects.toThrow("no file is chosen");
  const wrong = join(folder, "wrong.json");
  writeFileSync(wrong, '{"format": "stepwright-schedule", "version": 1}');
  await expect(loaded(wrong)).rejects.toThrow(
    "wrong.json is not a file of statistics",
  );
});
