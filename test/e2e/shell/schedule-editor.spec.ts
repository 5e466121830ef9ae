import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../app.ts";
import { head, link, model } from "../main-job/small-graph.ts";
import { jobEnd, nodeIds, nodeStates, startRun } from "../window.ts";
import { dropFile, nodesOf, ready, select } from "./window.ts";

const editType = "schedules/edit-schedule";
const graph = {
  ...head,
  nodes: [
    model,
    {
      id: "optimize",
      type: "schedules/optimize-schedule",
      position: [320, 0],
      values: { steps: 6, samples: 64, levels: 33 },
    },
    { id: "edit", type: editType, position: [660, 0], values: {} },
    {
      id: "export",
      type: "files/export-schedule",
      position: [960, 0],
      values: { name: "edited" },
    },
  ],
  links: [
    link("model.model", "optimize.model"),
    link("optimize.schedule", "edit.schedule"),
    link("optimize.statistics", "edit.statistics"),
    link("edit.schedule", "export.schedule"),
  ],
};

/** Opens the graph, runs it, and selects the node that edits. */
async function openEditor(page: Page): Promise<void> {
  await ready(page);
  await dropFile(page, "edited.json", JSON.stringify(graph));
  await expect.poll(() => nodeIds(page)).toContain("edit");
  expect(await jobEnd(page, await startRun(page))).toBe("done");
  await select(page, editType);
  await page.getByRole("tab", { name: "Schedules" }).click();
  await expect(point(page, "σ₆")).toBeVisible();
}

function point(page: Page, name: string): Locator {
  return page.getByRole("slider", { name, exact: true });
}

async function middleOf(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error("There is no such point to be seen.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function klub(page: Page): Promise<number> {
  return page.getByTestId("edited-klub").textContent().then(Number);
}

/** The node's saved levels. */
async function levels(page: Page): Promise<readonly number[]> {
  const [node] = await nodesOf(page, editType);
  const { sigmas } = node?.values ?? {};
  return Array.isArray(sigmas) ? sigmas.map(Number) : [];
}

async function held(page: Page): Promise<unknown> {
  return (await nodesOf(page, editType))[0]?.values["held"];
}

/** The levels of the list with all their digits, which its tooltips have. */
async function listed(page: Page): Promise<number[]> {
  const fields = page
    .getByRole("list", { name: "Levels" })
    .getByRole("textbox");
  const all = await fields.all();
  return Promise.all(
    all.map(async (field) => Number(await field.getAttribute("title"))),
  );
}

test("a point is dragged while the KLUB follows, undone, snapped, and exported as it was left", async ({
  app: { page, homeFolder },
}) => {
  await openEditor(page);
  const optimum = await klub(page);
  const incoming = await listed(page);
  expect(incoming).toHaveLength(7);
  expect(await levels(page)).toEqual([]);

  const { x, y } = await middleOf(point(page, "σ₃"));
  await page.mouse.move(x, y);
  await page.mouse.down();
  const seen: number[] = [];
  for (const up of [4, 8, 12]) {
    await page.mouse.move(x, y - up);
    await expect.poll(() => klub(page)).not.toBe(seen.at(-1) ?? optimum);
    seen.push(await klub(page));
    // it is the window that works this out: nothing runs, and nothing is saved before the mouse is let go
    expect(await levels(page)).toEqual([]);
  }
  await expect(point(page, "σ₃").locator(".level-tip")).toContainText(
    `KLUB ${seen[2]}`,
  );
  expect(seen[0]).toBeGreaterThan(optimum);
  expect(seen[2]).toBeGreaterThan(seen[1] ?? NaN);
  await page.mouse.up();
  const dragged = await levels(page);
  expect(dragged[3]).toBeGreaterThan(incoming[3] ?? NaN);
  expect(dragged.toSpliced(3, 1)).toEqual(incoming.toSpliced(3, 1));
  expect(await klub(page)).toBe(seen[2]);
  await expect
    .poll(() => nodeStates(page))
    .toMatchObject({ optimize: "done", edit: "waiting", export: "waiting" });

  await page.keyboard.press("Control+z");
  await expect.poll(() => levels(page)).toEqual([]);
  expect(await klub(page)).toBe(optimum);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => levels(page)).toEqual(dragged);

  await page.keyboard.down("Alt");
  await point(page, "σ₃").click();
  await page.keyboard.up("Alt");
  await expect.poll(() => held(page)).toEqual([dragged[3]]);
  await point(page, "σ₂").focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => klub(page)).toBeLessThan(seen[2] ?? NaN);
  const snapped = await levels(page);
  // it stays where it is; how many of the others lie above it is part of the optimum
  expect(snapped).toHaveLength(7);
  expect(snapped).toContain(dragged[3]);
  expect(snapped).not.toEqual(dragged);
  expect(await klub(page)).toBeGreaterThan(optimum);

  expect(await jobEnd(page, await startRun(page))).toBe("done");
  await expect
    .poll(() => nodeStates(page))
    .toMatchObject({ optimize: "cached", edit: "done", export: "done" });
  const exported = JSON.parse(
    await readFile(join(homeFolder, "output", "edited-2.json"), "utf8"),
  ) as { sigmas: number[] };
  expect(exported.sigmas).toEqual(snapped);
});

test("points are typed, added, removed and moved by keys, each one step of undo", async ({
  app: { page },
}) => {
  await openEditor(page);
  const incoming = await listed(page);
  const [, above = NaN, below = NaN] = incoming;
  const between = Number(Math.sqrt(above * below).toPrecision(3));

  const field = page
    .getByRole("list", { name: "Levels" })
    .getByRole("textbox", { name: "σ₁" });
  const all = page.getByRole("list", { name: "Levels" }).getByRole("textbox");
  const cut = await all.evaluateAll((fields) =>
    fields.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
  );
  expect(cut).toHaveLength(0);
  await expect(field).toHaveValue(String(Number(above.toPrecision(4))));
  await field.focus();
  await expect(field).toHaveValue(String(above));
  await field.fill(String(below / 2));
  await field.press("Enter");
  await expect(page.getByRole("alert")).toContainText("σ₁ must be at least");
  await field.fill(String(between));
  await field.press("Enter");
  await expect.poll(() => levels(page)).toEqual(incoming.with(1, between));

  // three presses while the key is down are one change
  await point(page, "σ₄").focus();
  await page.keyboard.down("ArrowUp");
  await page.keyboard.down("ArrowUp");
  await page.keyboard.down("ArrowUp");
  await page.keyboard.up("ArrowUp");
  const nudged = (await levels(page))[4] ?? NaN;
  expect(Math.log(nudged / (incoming[4] ?? NaN))).toBeCloseTo(0.03, 3);
  await page.keyboard.press("Tab");
  await expect(point(page, "σ₅")).toBeFocused();

  // Delete is the point's here, not the node's
  await page.keyboard.press("Delete");
  await expect.poll(() => levels(page)).toHaveLength(6);
  expect(await nodeIds(page)).toContain("edit");

  const [left, right] = [
    await middleOf(point(page, "σ₂")),
    await middleOf(point(page, "σ₃")),
  ];
  await page.mouse.dblclick((left.x + right.x) / 2, (left.y + right.y) / 2);
  await expect.poll(() => levels(page)).toHaveLength(7);

  await point(page, "σ₂").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Hold σ₂" }).click();
  await expect.poll(() => held(page)).toEqual([(await levels(page))[2]]);

  // held, added, removed, moved, typed
  for (const length of [7, 6, 7, 7, 0]) {
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await levels(page)).length).toBe(length);
  }
});
