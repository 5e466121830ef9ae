import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkSigmas } from "../../../core/schedules/check.ts";
import { openCheckpoint as openFolder } from "../../../engine/host/checkpoint-folder.ts";
import type { ReportValue } from "../../../engine/report.ts";
import type { ScheduleValue } from "../../../engine/values.ts";
import { cases, entry } from "../../core/klub/cases.ts";
import { optimized } from "./optimized.ts";

const ring = cases.find(({ name }) => name === "ring8");
const optimum = entry(ring?.optimal ?? {}, 5);

test("exact, with its other defaults, finds the ring's best 5 steps, nearly", async () => {
  const { schedule } = await optimized();
  expect(checkSigmas([...schedule.sigmas], "it")).toHaveLength(6);
  expect(schedule.ending).toBe("sigma-min");
  expect(schedule.sigmas[0]).toBe(80);
  expect(schedule.sigmas[5]).toBe(0.002);
  expect(Math.abs((schedule.klub ?? NaN) / optimum.klub - 1)).toBeLessThan(0.1);
  expect(schedule.source).toBe("KLUB-optimized for Ring of 8");
  expect(schedule.model?.name).toBe("Ring of 8");
});

test("it shows the schedule over EDM and LogSNR with the same ends, the loss, and each one's KLUB", async () => {
  const { views, schedule } = await optimized();
  const [lines, loss, table] = views;
  if (
    lines?.kind !== "lines" ||
    loss?.kind !== "lines" ||
    table?.kind !== "table"
  )
    throw new Error("it shows two plots and a table");
  expect(lines.y.scale).toBe("log");
  expect(lines.series.map(({ name }) => name)).toEqual([
    "EDM",
    "LogSNR",
    "optimized",
  ]);
  for (const { y, x } of lines.series) {
    expect([...x]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(y[0]).toBeCloseTo(80, 9);
    expect(y[5]).toBeCloseTo(0.002, 9);
  }
  expect(lines.series.filter(({ emphasis }) => emphasis)).toHaveLength(1);
  expect(loss.series.at(-1)?.x).toHaveLength(65);
  const klubs = table.rows.map((row) => Number(row[1]));
  expect(table.rows[table.best ?? NaN]?.[0]).toBe("optimized");
  expect(klubs[0]).toBeCloseTo(schedule.klub ?? NaN, 1);
  expect(Math.min(...klubs)).toBe(klubs[0]);
  for (const [, klub, half] of table.rows)
    expect(Number(half) / Number(klub)).toBeLessThan(0.3);
  const edm = entry(ring?.others ?? {}, "edm_rho7_n5").klub;
  expect(Math.abs((klubs[1] ?? NaN) / edm - 1)).toBeLessThan(0.05);
});

test("the Optimization page has the KLUBs with their intervals, the least first, since none is measured with a solver", async () => {
  const { views, outputs } = await optimized();
  const page = views.find((view) => view.kind === "optimization");
  const scores = page?.schedules[0]?.scores;
  expect(scores).toMatchObject({ measure: "KLUB", of: "samples", chosen: 0 });
  expect(scores?.rows[0]).toEqual({
    name: "Optimized",
    handCrafted: false,
    stage: "fitted",
    count: 512,
  });
  const [first] = (outputs["report"] as ReportValue).schedules;
  expect(scores?.rows).toHaveLength(first?.lines.length ?? NaN);
  expect(scores?.low[0]).toBe(first?.klubInterval?.low);
  for (const [row, value] of (scores?.value ?? []).entries()) {
    expect(value).toBeGreaterThanOrEqual(scores?.value[row - 1] ?? 0);
    expect(scores?.low[row]).toBeLessThanOrEqual(value);
    expect(scores?.high[row]).toBeGreaterThanOrEqual(value);
  }
});

test("it tells how far it is, with a schedule and a loss curve to look at on the way", async () => {
  const { reports } = await optimized({ samples: 2048 });
  expect(reports.at(-1)).toMatchObject({
    done: 2048 * 65,
    total: 2048 * 65,
  });
  expect(reports.at(-1)?.message).toBe("2048 of 2048 samples");
  const seen = reports.find(({ views = [] }) => views.length > 0)?.views ?? [];
  expect(seen.map(({ kind }) => kind)).toEqual([
    "lines",
    "lines",
    "optimization",
  ]);
});

test("ending zero puts 0 in place of sigma min and changes nothing else", async () => {
  const until = await optimized();
  const zero = await optimized({ ending: "zero" });
  expect(zero.schedule.ending).toBe("zero");
  expect([...zero.schedule.sigmas]).toEqual([
    ...until.schedule.sigmas.slice(0, 5),
    0,
  ]);
  expect(zero.schedule.klub).toBe(until.schedule.klub);
});

test("a lower weight exponent moves steps up, and its objective stands beside the KLUB", async () => {
  const { schedule, views } = await optimized({ weight: 1 });
  const { schedule: paper } = await optimized();
  expect(schedule.sigmas[2]).toBeGreaterThan(paper.sigmas[2] ?? NaN);
  expect(schedule.klub).toBeGreaterThan(paper.klub ?? NaN);
  const table = views.find(({ kind }) => kind === "table");
  expect(table).toMatchObject({
    columns: ["schedule", "KLUB", "±", "weight σ^-1", "× optimized"],
  });
  expect(schedule.source).toContain("weight σ^-1");
});

test("the solver that is wired in is named with the schedule", async () => {
  const solver = { id: "stochastic-ddim", options: {} };
  const { schedule } = await optimized({ solver });
  expect(schedule.solver).toMatch(/DDIM/);
});

test("several numbers of steps come from one pass: the first as schedule, all as schedules, with views and a report of each", async () => {
  const { outputs, views, reports } = await optimized({
    steps: [5, 8, 5, 10],
  });
  const schedules = outputs["schedules"] as readonly ScheduleValue[];
  expect(schedules.map(({ sigmas }) => sigmas.length - 1)).toEqual([5, 8, 10]);
  expect(outputs["schedule"]).toEqual(schedules[0]);
  const alone = await optimized({ steps: [8] });
  expect(schedules[1]?.sigmas).toEqual(alone.schedule.sigmas);
  expect(reports.at(-1)?.total).toBe(512 * 65);
  const [all, counts] = views;
  expect(all?.kind === "lines" && all.series.map(({ name }) => name)).toEqual([
    "5 steps",
    "EDM",
    "LogSNR",
    "8 steps",
    "10 steps",
  ]);
  expect(counts?.kind === "table" && counts.rows.map(([n]) => n)).toEqual([
    5, 8, 10,
  ]);
  const { schedules: reported, ...report } = outputs["report"] as ReportValue;
  expect(reported.map(({ steps }) => steps)).toEqual([5, 8, 10]);
  expect(report.settings).toMatchObject({ method: "exact", steps: [5, 8, 10] });
  expect(report.loss.sigmas).toHaveLength(65);
  const [five] = reported;
  expect(five?.klub).toBeCloseTo(schedules[0]?.klub ?? NaN, 9);
  const edm = five?.lines.find(({ id }) => id === "edm");
  const known = entry(ring?.others ?? {}, "edm_rho7_n5").klub;
  expect(Math.abs((edm?.klub ?? NaN) / known - 1)).toBeLessThan(0.05);
  expect(edm).not.toHaveProperty("paired");
});

test("coordinate goes down as the paper does, in many more evaluations", async () => {
  const values = { samples: 32, levels: 17, steps: [5] };
  const exact = await optimized(values);
  const { schedule, reports } = await optimized({
    ...values,
    method: "coordinate",
  });
  expect(schedule.sigmas[0]).toBe(80);
  expect(schedule.sigmas[5]).toBe(0.002);
  expect(schedule.source).toBe("KLUB-optimized by coordinates for Ring of 8");
  expect(schedule.klub).toBeGreaterThan(exact.schedule.klub ?? NaN);
  expect(reports.at(-1)?.done).toBeGreaterThan(100 * 32 * 17);
});

test("a cancel ends it", async () => {
  const controller = new AbortController();
  const running = optimized(
    { samples: 100_000 },
    {
      signal: controller.signal,
      onReport: () => controller.abort(new Error("cancelled")),
    },
  );
  await expect(running).rejects.toThrow("cancelled");
});

test("cancelled and run again it goes on from the disk, and once finished it is found there, if nothing was changed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stepwright-optimize-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const openCheckpoint = (key: string) => openFolder(folder, key, false);
  const values = { samples: 256, levels: 17 };
  const controller = new AbortController();
  const cancelled = optimized(values, {
    openCheckpoint,
    signal: controller.signal,
    onReport({ done }) {
      if (done > 128 * 17) controller.abort(new Error("cancelled"));
    },
  });
  await expect(cancelled).rejects.toThrow("cancelled");
  const resumed = await optimized(values, { openCheckpoint });
  expect(resumed.reports[0]?.done).toBeGreaterThan(128 * 17);
  const whole = await optimized(values);
  expect(resumed.outputs).toEqual(whole.outputs);
  const found = await optimized(values, { openCheckpoint });
  expect(found.outputs).toEqual(whole.outputs);
  expect(found.reports).toEqual([]);
  const other = await optimized({ ...values, seed: 1 }, { openCheckpoint });
  expect(other.reports).not.toEqual([]);
});

test("with other steps, another weight or ending the model is not asked again, and the bits are the same", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stepwright-optimize-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const openCheckpoint = (key: string) => openFolder(folder, key, false);
  const values = { samples: 256, levels: 17 };
  await optimized(values, { openCheckpoint });
  const other = { ...values, steps: [7], weight: 1.5, ending: "zero" };
  const again = await optimized(other, { openCheckpoint });
  expect(again.reports).toEqual([]);
  expect(again.outputs).toEqual((await optimized(other)).outputs);
  expect(again.views[0]?.kind === "lines" && again.views[0].caption).toContain(
    "the model's statistics are of an earlier run",
  );
  const seed = await optimized({ ...other, seed: 1 }, { openCheckpoint });
  expect(seed.reports).not.toEqual([]);
});

test("noise levels in the wrong order are a sentence", async () => {
  await expect(optimized({ sigma_min: 90 })).rejects.toThrow(
    "sigma max must be a number above sigma min (90), got 80",
  );
});
