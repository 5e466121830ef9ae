import { beforeAll, expect, test } from "vitest";
import type { ReportValue } from "../../../engine/report.ts";
import { runNode } from "../run-node.ts";

let report: ReportValue;
beforeAll(async () => {
  const { outputs } = await runNode("sampling/model", {});
  const optimized = await runNode("schedules/optimize-schedule", {
    model: outputs["model"],
    solver: { id: "dpmpp-2m", options: {} },
    budget: "quick",
    samples: 64,
    levels: 17,
    steps: [3, 4],
  });
  report = optimized.outputs["report"] as ReportValue;
}, 60_000);

async function written(format: string, given: ReportValue = report) {
  const { files, views } = await runNode("files/save-report", {
    report: given,
    format,
  });
  const text = new TextDecoder().decode(files.get(`report.${format}`));
  return { text, views };
}

test("JSON holds the whole report, and reads back as it was", async () => {
  const { text } = await written("json");
  const { format, version, createdWith, ...read } = JSON.parse(text) as Record<
    string,
    unknown
  >;
  expect({ format, version }).toEqual({
    format: "stepwright-report",
    version: 1,
  });
  expect(createdWith).toMatch(/^Stepwright /);
  expect(read).toEqual(JSON.parse(JSON.stringify(report)));
});

test("CSV has a line for every schedule with both scores and their intervals", async () => {
  const [head = "", ...lines] = (await written("csv")).text.trim().split("\n");
  const names = head.split(",");
  const all = report.schedules.flatMap(({ lines }) => lines);
  expect(lines).toHaveLength(all.length);
  for (const [index, line] of lines.entries()) {
    // no title here has a quote in it
    const cells = line.match(/"[^"]*"|[^,]+|(?<=,)(?=,)/g) ?? [];
    const cell = (name: string) =>
      (cells[names.indexOf(name)] ?? "").replaceAll('"', "");
    const of = all[index];
    expect(cell("schedule")).toBe(of?.title);
    expect(cell("stage")).toBe(of?.stage);
    expect(Number(cell("paired"))).toBe(of?.paired?.value);
    expect(Number(cell("distribution_high"))).toBe(of?.distribution?.high);
    expect(Number(cell("klub_low"))).toBe(of?.klubInterval?.low);
    expect(Number(cell("klub_high"))).toBe(of?.klubInterval?.high);
    expect(cell("sigmas").split(" ").map(Number)).toEqual(of?.sigmas);
  }
});

test("Markdown has the settings, a table for each number of steps with the returned schedule strong, and the loss", async () => {
  const { text, views } = await written("md");
  expect(text).toMatch(/^# Schedules for Ring of 8\n/);
  expect(text).toContain("- **Solver**: DPM++ 2M");
  expect(text).toContain("64 samples, 17 levels, weight σ^-3, seed 0");
  for (const { steps, verdict, lines } of report.schedules) {
    const section =
      text.split(`## ${steps} steps\n`)[1]?.split(/\n(?:## |<details>)/)[0] ??
      "";
    expect(section).toContain(verdict);
    const rows = section.split("\n").filter((line) => line.startsWith("| "));
    expect(rows).toHaveLength(lines.length + 2);
    const strong = rows.filter((row) => row.startsWith("| **"));
    const chosen = lines.find((line) => line.chosen)?.title ?? "";
    expect(strong).toHaveLength(1);
    expect(strong[0]).toContain(chosen);
  }
  expect(
    text.split("<details>")[1]?.match(/^\| [\d.][\d.e-]* \|/gm),
  ).toHaveLength(17);
  expect(views[1]).toEqual({ kind: "text", text, copyable: true });
});

test("where nothing was measured the KLUBs stand with their intervals, and without where statistics do not tell", async () => {
  const { outputs } = await runNode("sampling/model", {});
  const optimized = await runNode("schedules/optimize-schedule", {
    model: outputs["model"],
    method: "exact",
    samples: 64,
    levels: 17,
    steps: [3],
  });
  const exact = optimized.outputs["report"] as ReportValue;
  const { text } = await written("md", exact);
  expect(text).toMatch(/\| \*\*Optimized\*\* \| [\d.]+ \[[\d.]+, [\d.]+\] \|/);
  expect(text).toMatch(/times \(95 % interval [\d.]+ to [\d.]+\) that of/);
  expect(text).toContain("Intervals of the KLUB are 95 % (jackknife)");
  const without = exact.schedules.map(({ lines, ...schedule }) => ({
    ...schedule,
    lines: lines.map(({ id, title, kind, chosen, sigmas, klub }) => ({
      id,
      title,
      kind,
      chosen,
      sigmas,
      klub,
    })),
  }));
  const old = await written("md", { ...exact, schedules: without });
  expect(old.text).toMatch(/\| \*\*Optimized\*\* \| [\d.]+ \|/);
  expect(old.text).not.toContain("Intervals of the KLUB");
});

test("what is to be minded stands in the Markdown, and a bar in a title breaks no table", async () => {
  const [first] = report.schedules;
  const [line] = first?.lines ?? [];
  if (!first || !line) throw new Error("the report is empty");
  const { text } = await written("md", {
    ...report,
    warnings: ["sigma min is low"],
    schedules: [{ ...first, lines: [{ ...line, title: "a | b" }] }],
  });
  expect(text).toContain("> **Warning**: sigma min is low");
  expect(text).toContain("a \\| b");
});

test("Markdown tells the limits in six digits, and JSON to the last", async () => {
  const settings = { ...report.settings, sigmaMax: 998.9999999999991 };
  const given = { ...report, settings };
  expect((await written("md", given)).text).toContain(
    "- **Noise levels**: 999 to 0.002, ending at",
  );
  expect((await written("json", given)).text).toContain(
    '"sigmaMax": 998.9999999999991',
  );
});
