import { expect, test } from "vitest";
import { checkSigmas } from "../../../core/schedules/check.ts";
import type { ReportValue } from "../../../engine/report.ts";
import type { View } from "../../../engine/view.ts";
import { nodes } from "../../../nodes/registry.ts";
import { optimized } from "./optimized.ts";

const quick = {
  method: "tuned",
  budget: "quick",
  samples: 64,
  levels: 17,
  steps: [4],
};

test("tuned measures with the solver, shows every schedule with both scores, and says what it beats", async () => {
  const solver = { id: "dpmpp-2m", options: {} };
  const run = await optimized({ ...quick, solver });
  const { schedule, views, reports } = run;
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
  const [found] = (run.outputs["report"] as ReportValue).schedules;
  expect(found?.verdict).toBe(verdictOf(table));
  expect(found?.decides).toBe("paired");
  const chosen = found?.lines.filter(({ chosen }) => chosen);
  expect(chosen?.map(({ sigmas }) => sigmas)).toEqual([[...schedule.sigmas]]);
  const stages = new Set(found?.lines.map(({ stage }) => stage));
  expect(stages).toEqual(new Set(["confirmed", "finalist", "dropped"]));
  for (const line of found?.lines ?? []) {
    expect(line.nfe).toBe(4);
    expect(line.paired?.low).toBeLessThan(line.paired?.high ?? NaN);
    expect(line.distribution?.value).toBeGreaterThan(0);
    expect(line.klub).toBeGreaterThan(0);
  }
});

/** The evidence's own sentence begins the table's caption. */
function verdictOf(table: Extract<View, { kind: "table" }>): string {
  return table.caption?.split(" Paired error:")[0] ?? "";
}

test("the measure that was chosen decides", async () => {
  const { views } = await optimized({
    ...quick,
    steps: [2],
    measure: "distribution",
    solver: { id: "euler", options: {} },
  });
  expect(views[1]).toMatchObject({
    columns: expect.arrayContaining(["distance (decides)"]),
  });
});

test("tuned is the default, and without a solver it says what to do", async () => {
  expect(
    nodes.get("schedules/optimize-schedule")?.inputs["method"],
  ).toMatchObject({ default: "tuned" });
  await expect(optimized(quick)).rejects.toThrow(
    "the method Tuned measures schedules with your solver, and none is linked: link a Solver into solver, or set method to Exact",
  );
});
