import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../app.ts";
import {
  nodeIds,
  nodeStates,
  notice,
  ready,
  run,
  setValue,
} from "../window.ts";
import { dragLink, photograph, placeOf, selectNode } from "./canvas.ts";
import { dropBytes, openInFolder, saveAs } from "./files.ts";
import { colours } from "./pictures.ts";
import {
  head,
  link,
  model,
  preview,
  sampler,
  schedule,
  solver,
  wired,
} from "./small-graph.ts";

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright files "));
});
test.afterEach(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
});

test("files that are no graph are each told in a sentence, and the graph in front stays", async ({
  app: { page },
}) => {
  const wrong = [
    ["not-json.json", '{ "format": ', /not-json\.json is not JSON/],
    ["other.json", '{"nodes": []}', /other\.json is not a Stepwright graph/],
    [
      "broken.json",
      JSON.stringify({ ...head, nodes: [{ ...model, position: "here" }] }),
      /broken\.json is not a usable graph: nodes\[0\]\.position is "here"/,
    ],
    [
      "twice.json",
      JSON.stringify({ ...head, nodes: [model, model] }),
      /twice\.json has two nodes with the id "model"/,
    ],
  ] as const;
  await ready(page);
  const before = await nodeIds(page);
  for (const [name, text, sentence] of wrong) {
    await writeFile(join(folder, name), text);
    await openInFolder(page, folder, name);
    await expect(notice(page, sentence)).toBeVisible();
    await dropBytes(page, Buffer.from(text), `dropped-${name}`);
    await expect(
      notice(page, new RegExp(`dropped-${sentence.source}`)),
    ).toBeVisible();
  }
  expect(await nodeIds(page)).toEqual(before);
  await expect(graphTabs(page)).toHaveCount(1);
});

test("a file that is missing or may not be read is told with its path", async ({
  app: { page },
}) => {
  await ready(page);
  const missing = join(folder, "missing.json");
  await page.keyboard.press("Control+O");
  await page.getByLabel("File name or path").fill(missing);
  await page.keyboard.press("Enter");
  await expect(
    notice(page, /missing\.json: there is no such file/),
  ).toBeVisible();
  await expect(graphTabs(page)).toHaveCount(1);
});

test("a graph of a newer version is shown read-only, is not saved over, and a copy of it can be saved", async ({
  app: { page },
}) => {
  const path = join(folder, "future.json");
  const text = JSON.stringify({
    ...head,
    version: 7,
    nodes: [model],
    links: [],
    groups: [],
    tomorrow: { more: true },
  });
  await writeFile(path, text);
  await ready(page);
  await openInFolder(page, folder, "future.json");
  await expect(
    page.getByText(/saved by a newer version of Stepwright/),
  ).toBeVisible();
  await expect.poll(() => nodeIds(page)).toEqual(["model"]);

  await selectNode(page, "model");
  await page.keyboard.press("Delete");
  expect(await nodeIds(page)).toEqual(["model"]);
  await page.keyboard.press("Control+S");
  await page.getByLabel("File name or path").fill(path);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const replace = page.getByRole("button", { name: "Replace" });
  const refused = notice(page, /choose another name/);
  await expect(replace.or(refused).first()).toBeVisible();
  if (await replace.isVisible()) await replace.click();
  await expect(refused).toBeVisible();
  expect(await readFile(path, "utf8")).toBe(text);

  await page.getByRole("button", { name: "Save a copy…" }).click();
  await page.getByLabel("File name or path").fill(join(folder, "copy.json"));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(
    page.getByRole("tab", { name: "copy", exact: true }),
  ).toBeVisible();
  expect(await readFile(path, "utf8")).toBe(text);
});

test("a node that is not known is kept as a placeholder, muted it lets the rest run, and it is saved back unchanged", async ({
  app: { page },
}) => {
  const strange = {
    id: "strange",
    type: "foreign/telescope",
    title: "Telescope",
    position: [350, 400],
    values: { lens: 3, colours: ["red", { deep: null }] },
    mystery: { kept: true },
  };
  const links = [
    ...wired,
    link("sampler.samples", "strange.light"),
    link("strange.image", "strange2.image"),
  ];
  const strange2 = { ...strange, id: "strange2", position: [700, 400] };
  await writeFile(
    join(folder, "strange.json"),
    JSON.stringify({
      ...head,
      nodes: [model, solver, schedule, sampler, preview, strange, strange2],
      links,
      groups: [],
    }),
  );
  await ready(page);
  await openInFolder(page, folder, "strange.json");
  await expect(
    notice(page, /The node kind "foreign\/telescope" is not known here/),
  ).toBeVisible();
  const { x, y } = await placeOf(page, "strange", { title: true });
  const shown = await photograph(page, {
    x: x - 30,
    y: y - 6,
    width: 60,
    height: 12,
  });
  expect(colours(shown)).toBeGreaterThan(3);
  await selectNode(page, "strange");
  await expect(page.locator(".inspector")).toContainText(
    "This program has no node foreign/telescope",
  );

  await clickRun(page);
  await expect(
    page.locator(".problem-row").filter({ hasText: '"foreign/telescope"' }),
  ).toHaveCount(2);
  for (const node of ["strange", "strange2"]) {
    await selectNode(page, node);
    await page.keyboard.press("Control+M");
  }
  expect(await run(page)).toBe("done");
  expect((await nodeStates(page))["preview"]).toBe("done");
  for (const node of ["strange", "strange2"]) {
    await selectNode(page, node);
    await page.keyboard.press("Control+M");
  }
  await selectNode(page, "sampler");
  await setValue(page, "count", "60");
  await saveAs(page, join(folder, "kept.json"));
  const saved = JSON.parse(
    await readFile(join(folder, "kept.json"), "utf8"),
  ) as {
    nodes: { id: string }[];
    links: unknown[];
  };
  expect(saved.nodes.find(({ id }) => id === "strange")).toEqual(strange);
  expect(saved.nodes.find(({ id }) => id === "strange2")).toEqual(strange2);
  expect(saved.links).toEqual(expect.arrayContaining(links));
  expect(saved.links).toHaveLength(links.length);
});

test("a circle in a file is one sentence when the graph is run, and it runs once the circle is cut", async ({
  app: { page },
}) => {
  const other = { ...sampler, id: "other", position: [350, 420] };
  await writeFile(
    join(folder, "circle.json"),
    JSON.stringify({
      ...head,
      nodes: [model, solver, schedule, sampler, other, preview],
      links: [
        ...wired.slice(0, 2),
        link("other.samples", "sampler.schedule"),
        link("sampler.samples", "other.schedule"),
        ...wired.slice(3),
      ],
      groups: [],
    }),
  );
  await ready(page);
  await openInFolder(page, folder, "circle.json");
  await expect.poll(() => nodeIds(page)).toContain("other");
  await clickRun(page);
  const problems = page.locator(".problem-row");
  await expect(
    problems.filter({ hasText: /circle|cycle/i }).first(),
  ).toBeVisible();
  expect(await page.evaluate(() => window.stepwright?.run.jobs.length)).toBe(0);

  await selectNode(page, "other");
  await page.keyboard.press("Delete");
  await dragLink(page, ["schedule", "schedule"], ["sampler", "schedule"]);
  expect(await run(page)).toBe("done");
});

test("a link between wrong types in a file is kept, is one sentence when the graph is run, and names both ends", async ({
  app: { page },
}) => {
  await writeFile(
    join(folder, "wrong-link.json"),
    JSON.stringify({
      ...head,
      nodes: [model, solver, schedule, sampler, preview],
      links: [
        ...wired.slice(0, 2),
        link("solver.solver", "sampler.schedule"),
        ...wired.slice(3),
      ],
      groups: [],
    }),
  );
  await ready(page);
  await openInFolder(page, folder, "wrong-link.json");
  await expect.poll(() => nodeIds(page)).toContain("sampler");
  await clickRun(page);
  const problem = page.locator(".problem-row").filter({ hasText: /schedule/i });
  await expect(problem.first()).toContainText(/SOLVER|solver/);
  await expect(problem.first()).toContainText(/SCHEDULE|schedule/);
  expect(await page.evaluate(() => window.stepwright?.run.jobs.length)).toBe(0);

  await dragLink(page, ["schedule", "schedule"], ["sampler", "schedule"]);
  expect(await run(page)).toBe("done");
});

function graphTabs(page: Page) {
  return page.getByRole("tablist", { name: "Open graphs" }).getByRole("tab");
}

/** Clicks Run where no job can be expected. */
async function clickRun(page: Page): Promise<void> {
  await page.locator(".run-button").click();
}
