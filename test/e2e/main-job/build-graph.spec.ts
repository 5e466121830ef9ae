import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Graph } from "../../../engine/graph.ts";
import { expect, test } from "../app.ts";
import { nodeIds, run } from "../window.ts";
import {
  addBySearch,
  chooseValue,
  drag,
  dragLink,
  placeOf,
  typeValue,
} from "./canvas.ts";
import { commandLine } from "./command-line.ts";
import { emptyCanvas, graphOf } from "./empty-canvas.ts";

/** Where each node of the ready graph is dragged to, on a page of 1440 × 900 at 63 %. */
const nodes = [
  ["model", "Model", 110, 90],
  ["solver", "Solver", 110, 280],
  ["optimize-schedule", "Optimize Schedule", 330, 90],
  ["schedule", "Schedule", 330, 480],
  ["sampler", "Sampler", 570, 90],
  ["sampler-2", "Sampler", 570, 350],
  ["plot-schedules", "Plot Schedules", 570, 610],
  ["scatter-plot", "Scatter Plot", 790, 90],
  ["scatter-plot-2", "Scatter Plot", 790, 350],
  ["preview-image", "Preview Image", 790, 610],
  ["save-image", "Save Image", 1010, 90],
  ["save-samples", "Save Samples", 1010, 260],
  ["export-schedule", "Export Schedule", 1010, 430],
] as const;

const links = [
  ["model.model", "optimize-schedule.model"],
  ["solver.solver", "optimize-schedule.solver"],
  ["model.model", "sampler.model"],
  ["solver.solver", "sampler.solver"],
  ["optimize-schedule.schedule", "sampler.schedule"],
  ["model.model", "sampler-2.model"],
  ["solver.solver", "sampler-2.solver"],
  ["schedule.schedule", "sampler-2.schedule"],
  ["optimize-schedule.schedule", "plot-schedules.a"],
  ["schedule.schedule", "plot-schedules.b"],
  ["sampler.samples", "scatter-plot.samples"],
  ["sampler-2.samples", "scatter-plot-2.samples"],
  ["sampler.samples", "preview-image.samples"],
  ["sampler.samples", "save-image.samples"],
  ["sampler.samples", "save-samples.samples"],
  ["optimize-schedule.schedule", "export-schedule.schedule"],
] as const;

/** Empty canvas where new nodes are put down before they are dragged to their place. */
const landing = { x: 1130, y: 640 };

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright-build-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("the ready graph is built from nothing with the mouse and gives the samples that the command line gives of the template", async ({
  app: { page, homeFolder },
}) => {
  await emptyCanvas(page);
  for (const [id, title, x, y] of nodes) {
    await addBySearch(page, title, landing);
    await expect.poll(() => nodeIds(page)).toContain(id);
    await drag(page, await placeOf(page, id, { title: true }), {
      x: x + 40,
      y,
    });
  }
  for (const [from, to] of links) await dragLink(page, pair(from), pair(to));
  expect(linksOf(await graphOf(page))).toEqual(
    links.map(([from, to]) => `${from} ${to}`).toSorted(),
  );

  await chooseValue(page, "solver", "solver", "Stochastic DDIM");
  await chooseValue(
    page,
    "optimize-schedule",
    "method",
    "Exact: one pass, global optimum",
  );
  await typeValue(page, "optimize-schedule", "seed", "1");
  await typeValue(page, "schedule", "steps", "5");
  for (const sampler of ["sampler", "sampler-2"]) {
    await typeValue(page, sampler, "seed", "1");
    await typeValue(page, sampler, "count", "2000");
  }
  await typeValue(page, "save-samples", "name", "built");
  await typeValue(page, "export-schedule", "name", "built-schedule");

  expect(await run(page)).toBe("done");
  const output = join(homeFolder, "output");
  const built = await readFile(join(output, "built.npy"));
  const schedule = await sigmasOf(join(output, "built-schedule.json"));

  const { path } = (
    JSON.parse(await commandLine("templates", "--json")) as { path: string }[]
  )[0] ?? { path: "" };
  await commandLine("run", path, "--out", folder);
  const template = await readFile(join(folder, "ring-of-8.npy"));
  expect(built.equals(template)).toBe(true);
  expect(schedule).toEqual(
    await sigmasOf(join(folder, "ring-of-8-5-steps.json")),
  );
});

test("a link of the wrong type is refused with a sentence, and the graph stays as it was", async ({
  app: { page },
}) => {
  await emptyCanvas(page);
  await addBySearch(page, "Solver", { x: 200, y: 200 });
  await addBySearch(page, "Sampler", { x: 600, y: 200 });
  await dragLink(page, ["solver", "solver"], ["sampler", "schedule"]);
  await expect(
    page
      .getByText(
        "The input schedule of Sampler takes a schedule, and solver of Solver is a solver.",
      )
      .first(),
  ).toBeVisible();
  expect(linksOf(await graphOf(page))).toEqual([]);
  await dragLink(page, ["solver", "solver"], ["sampler", "solver"]);
  expect(linksOf(await graphOf(page))).toEqual([
    "solver.solver sampler.solver",
  ]);
});

test("a link that is let go over empty canvas offers what fits, and the new node is plugged in", async ({
  app: { page },
}) => {
  await emptyCanvas(page);
  await addBySearch(page, "Model", { x: 200, y: 200 });
  await drag(page, await placeOf(page, "model", { output: "model" }), {
    x: 700,
    y: 300,
  });
  const options = page.getByRole("option");
  await expect(options.first()).toContainText(/fits/);
  await page.getByRole("combobox", { name: "Search nodes" }).fill("sampler");
  await expect(options.first()).toContainText("Sampler");
  await options.first().click();
  await expect
    .poll(async () => linksOf(await graphOf(page)))
    .toEqual(["model.model sampler.model"]);
});

test("delete, undo and redo go through every change, and a copy is pasted under the mouse with its values", async ({
  app: { page },
}) => {
  await emptyCanvas(page);
  await addBySearch(page, "Solver", { x: 200, y: 200 });
  await addBySearch(page, "Sampler", { x: 600, y: 200 });
  await dragLink(page, ["solver", "solver"], ["sampler", "solver"]);
  await typeValue(page, "sampler", "count", "77");
  const whole = await contentOf(page);

  const title = await placeOf(page, "sampler", { title: true });
  await page.mouse.click(title.x, title.y);
  await page.keyboard.press("Delete");
  expect(await nodeIds(page)).toEqual(["solver"]);
  expect(linksOf(await graphOf(page))).toEqual([]);
  await page.keyboard.press("Control+Z");
  expect(await contentOf(page)).toEqual(whole);

  for (let undone = 0; undone < 4; undone += 1)
    await page.keyboard.press("Control+Z");
  expect(await nodeIds(page)).toEqual([]);
  for (let redone = 0; redone < 4; redone += 1)
    await page.keyboard.press("Control+Shift+Z");
  expect(await contentOf(page)).toEqual(whole);
  await page.keyboard.press("Control+Y");
  expect(await nodeIds(page)).toEqual(["solver"]);
  await page.keyboard.press("Control+Z");

  // two clicks on a title in a row would rename the node
  await page.mouse.click(1000, 700);
  await page.mouse.click(title.x, title.y);
  await page.keyboard.press("Control+C");
  await page.mouse.move(600, 560);
  await page.keyboard.press("Control+V");
  await expect
    .poll(() => nodeIds(page))
    .toEqual(["solver", "sampler", "sampler-2"]);
  const copy = (await graphOf(page)).nodes.find(({ id }) => id === "sampler-2");
  expect(copy?.values).toEqual({ count: 77 });
  const pasted = await placeOf(page, "sampler-2", { title: true });
  expect(Math.abs(pasted.y - 560)).toBeLessThan(60);
  expect(linksOf(await graphOf(page))).toEqual([
    "solver.solver sampler.solver",
  ]);

  await page.mouse.click(1000, 700);
  await page.mouse.click(title.x, title.y);
  await page.keyboard.press("Control+C");
  await page.mouse.move(1000, 560);
  await page.keyboard.press("Control+Shift+V");
  await expect
    .poll(async () => linksOf(await graphOf(page)))
    .toEqual([
      "solver.solver sampler-3.solver",
      "solver.solver sampler.solver",
    ]);
});

test("a value that is out of range is refused where it is typed, and the old one stays", async ({
  app: { page },
}) => {
  await emptyCanvas(page);
  await addBySearch(page, "Schedule", { x: 400, y: 200 });
  const refused = [
    ["0", "steps must be at least 1, got 0."],
    ["1e9", "steps must be at most 10000, got 1000000000."],
    ["5.5", "5.5"],
    ["five", "five"],
  ] as const;
  for (const [steps, sentence] of refused) {
    const { x, y } = await placeOf(page, "schedule", { input: "steps" });
    await page.mouse.click(x, y);
    const field = page.getByRole("textbox", { name: "steps" });
    await field.fill(steps);
    await field.press("Enter");
    await expect(page.locator(".sw-field-error")).toContainText(sentence);
    await field.press("Escape");
    await expect(field).toHaveCount(0);
  }
  expect((await graphOf(page)).nodes[0]?.values).toEqual({});
});

/** What undo and redo give back: nodes with their values, and links. */
async function contentOf(page: Page): Promise<unknown> {
  const { nodes: all, links: lines } = await graphOf(page);
  return { all, lines };
}

function linksOf(graph: Graph): string[] {
  return graph.links
    .map(({ from, to }) => `${from.node}.${from.output} ${to.node}.${to.input}`)
    .toSorted();
}

function pair(end: string): [string, string] {
  const [node = "", socket = ""] = end.split(".");
  return [node, socket];
}

async function sigmasOf(path: string): Promise<unknown> {
  const { sigmas } = JSON.parse(await readFile(path, "utf8")) as {
    sigmas: unknown;
  };
  return sigmas;
}
