import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkSigmas } from "../../../core/schedules/check.ts";
import { openCheckpoint as openFolder } from "../../../engine/host/checkpoint-folder.ts";
import type { ModelValue, ScheduleValue } from "../../../engine/values.ts";
import { cases, entry } from "../../core/klub/cases.ts";
import { runNode } from "../run-node.ts";

const ring = cases.find(({ name }) => name === "ring8");
const optimum = entry(ring?.optimal ?? {}, 5);

async function model(values: Record<string, unknown> = {}) {
  return (await runNode("sampling/model", values)).outputs[
    "model"
  ] as ModelValue;
}

async function optimized(
  values: Record<string, unknown> = {},
  options: Parameters<typeof runNode>[2] = {},
) {
  const given = { model: await model(), ...values };
  const run = await runNode("schedules/optimize-schedule", given, options);
  return { ...run, schedule: run.outputs["schedule"] as ScheduleValue };
}

test("with its defaults it finds the ring's best 5 steps, nearly", async () => {
  const { schedule } = await optimized();
  expect(checkSigmas([...schedule.sigmas], "it")).toHaveLength(6);
  expect(schedule.ending).toBe("sigma-min");
  expect(schedule.sigmas[0]).toBe(80);
  expect(schedule.sigmas[5]).toBe(0.002);
  expect(Math.abs((schedule.klub ?? NaN) / optimum.klub - 1)).toBeLessThan(0.1);
  expect(schedule.source).toBe("KLUB-optimized for Ring of 8");
  expect(schedule.model?.name).toBe("Ring of 8");
});

test("it shows the schedule over EDM and logSNR with the same ends, the loss, and each one's KLUB", async () => {
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
    "logSNR",
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
  const edm = entry(ring?.others ?? {}, "edm_rho7_n5").klub;
  expect(Math.abs((klubs[1] ?? NaN) / edm - 1)).toBeLessThan(0.05);
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
    columns: ["schedule", "KLUB", "weight σ^-1", "× optimized"],
  });
  expect(schedule.source).toContain("weight σ^-1");
});

test("the solver that is wired in is named with the schedule", async () => {
  const solver = { id: "stochastic-ddim", options: {} };
  const { schedule } = await optimized({ solver });
  expect(schedule.solver).toMatch(/DDIM/);
});

test("a model without known data is optimized with its own samples, whose evaluations count", async () => {
  const file = new URL(
    "../../fixtures/onnx/pytorch-conditional.onnx",
    import.meta.url,
  ).pathname;
  const { schedule, views } = await optimized({
    model: await model({ model: "file", path: file, class: "1" }),
    samples: 16,
    levels: 17,
    sigma_min: 0.02,
  });
  expect(checkSigmas([...schedule.sigmas], "it")).toHaveLength(6);
  expect(views[0]?.kind === "lines" && views[0].caption).toContain(
    `16 samples of the model's own samples, 17 noise levels · ${16 * (17 + 35)} evaluations`,
  );
});

const quick = {
  method: "tuned",
  budget: "quick",
  samples: 64,
  levels: 17,
  steps: 4,
};

test("tuned measures with the solver, shows every schedule with both scores, and says what it beats", async () => {
  const solver = { id: "dpmpp-2m", options: {} };
  const { schedule, views, reports } = await optimized({ ...quick, solver });
  expect(checkSigmas([...schedule.sigmas], "it")).toHaveLength(5);
  expect(schedule.source).toBe("Tuned for Ring of 8");
  const [lines, table, ...more] = views;
  if (lines?.kind !== "lines" || table?.kind !== "table")
    throw new Error("it shows a plot and a table first");
  expect(lines.caption).toMatch(
    /less error than the best hand-crafted schedule, .+, on 256 fresh noises|no better than .+ is returned/,
  );
  expect(lines.series.at(-1)?.y).toEqual(Float64Array.from(schedule.sigmas));
  expect(table.columns[1]).toBe("paired error (decides)");
  expect(table.rows[table.best ?? -1]?.[0]).toBe(lines.series.at(-1)?.name);
  const titles = table.rows.map(([title]) => title);
  expect(titles).toContain("EDM");
  for (const row of table.rows) expect(row[1]).toMatch(/^[\d.e-]+ ± [\d.e-]+$/);
  expect(more.map(({ kind }) => kind)).toEqual([
    "lines",
    "table",
    "optimization",
  ]);
  const { done, total } = reports.at(-1) ?? { done: 0, total: 0 };
  expect(done).toBeGreaterThan(total / 2);
  expect(reports.map(({ message }) => message).join()).toContain(
    "4 steps, polishing: ",
  );
});

test("the measure that was chosen decides", async () => {
  const { views } = await optimized({
    ...quick,
    steps: 2,
    measure: "distribution",
    solver: { id: "euler", options: {} },
  });
  expect(views[1]).toMatchObject({
    columns: expect.arrayContaining(["distance (decides)"]),
  });
});

test("tuned without a solver is a sentence", async () => {
  await expect(optimized(quick)).rejects.toThrow(
    "The method tuned measures schedules with a solver, and none was given",
  );
});

test("samples in the graph are what it optimizes for, if they are clean and of the model's shape", async () => {
  const data = {
    data: Float64Array.from({ length: 64 }, (_, k) => Math.sin(k)),
    count: 32,
    shape: [2],
    nfe: 0,
  };
  const values = { samples: 64, levels: 17 };
  const own = await optimized(values);
  // a Sampler's own samples are at the last level of its schedule
  const sampled = { ...data, level: 0.002 };
  const given = await optimized({ ...values, data: sampled });
  expect(given.schedule.klub).not.toBe(own.schedule.klub);
  const [lines] = given.views;
  expect(lines?.kind === "lines" && lines.caption).toContain(
    "64 samples of the samples given as data",
  );
  await expect(
    optimized({ ...values, data: { ...data, level: 0.5 } }),
  ).rejects.toThrow("data must be samples without noise");
  await expect(
    optimized({ ...values, data: { ...data, count: 16, shape: [4] } }),
  ).rejects.toThrow("samples of the model's shape [n, 2], got [16, 4]");
});

test("coordinate goes down as the paper does, in many more evaluations", async () => {
  const values = { samples: 32, levels: 17, steps: 5 };
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

test("noise levels in the wrong order are a sentence", async () => {
  await expect(optimized({ sigma_min: 90 })).rejects.toThrow(
    "sigma max must be a number above sigma min (90), got 80",
  );
});
