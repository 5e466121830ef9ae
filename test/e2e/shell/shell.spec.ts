import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type {} from "../../../renderer/test-handle.ts";
import { expect, test } from "../app.ts";
import { startServer } from "../server.ts";

/** The nodes of the graph in front, by type: ids and values as the window holds them. */
function nodesOf(page: Page, type: string) {
  return page.evaluate((wanted) => {
    const { documents } = window.stepwright ?? {};
    const document = documents?.open.find(({ id }) => id === documents.active);
    return (document?.graph.nodes ?? [])
      .filter((node) => node.type === wanted)
      .map(({ id, values }) => ({ id, values }));
  }, type);
}

async function select(page: Page, type: string): Promise<string> {
  const [node] = await nodesOf(page, type);
  if (!node) throw new Error(`The graph has no ${type}.`);
  await page.evaluate((id) => window.stepwright?.editor?.select([id]), node.id);
  return node.id;
}

async function ready(page: Page): Promise<void> {
  await expect(page.locator(".canvas-host canvas").first()).toBeVisible();
  await expect(page.getByTestId("autosave")).toContainText("autosaved");
}

async function runEnds(page: Page, count: number): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          () =>
            window.stepwright?.run.jobs.filter(
              ({ summary }) => summary.endedAt !== undefined,
            ).length,
        ),
      { timeout: 60_000 },
    )
    .toBe(count);
}

async function setSeed(page: Page, seed: string): Promise<void> {
  await select(page, "sampling/sampler");
  const field = page
    .getByLabel("Inspector", { exact: true })
    .getByRole("textbox", { name: "seed" });
  await field.fill(seed);
  await field.press("Enter");
}

test("the first start opens the default template, saved to no file and unchanged", async ({
  app: { page },
}) => {
  await ready(page);
  const tab = page.getByRole("tab", { name: /Ring of 8/ });
  await expect(tab).toHaveAttribute("aria-selected", "true");
  await expect(tab).not.toHaveAccessibleName(/unsaved/);
});

test("a change is marked, saved through the dialog, and kept over a reload", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await setSeed(page, "421");
  await expect(
    page.getByRole("tab", { name: /Ring of 8.*, unsaved/ }),
  ).toBeVisible();

  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Save the graph as" });
  await dialog.getByRole("button", { name: "New folder" }).click();
  await dialog.getByLabel("Name of the new folder").fill("mine");
  await dialog.getByRole("button", { name: "Make" }).click();
  await expect(dialog.getByLabel("Folder", { exact: true })).toHaveValue(
    /mine$/,
  );
  await dialog.getByLabel("File name or path").fill("ring");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByRole("tab", { name: "ring", exact: true }),
  ).toBeVisible();
  const path = join(homeFolder, "mine", "ring.json");
  expect(await readFile(path, "utf8")).toContain('"seed": 421');

  await setSeed(page, "422");
  await expect(page.getByTestId("autosave")).toContainText("autosaved");
  await page.reload();
  await ready(page);
  await expect(page.getByRole("tab", { name: "ring, unsaved" })).toBeVisible();
  const [sampler] = await nodesOf(page, "sampling/sampler");
  expect(sampler?.values["seed"]).toBe(422);

  // its file is known still: no dialog this time
  await page.keyboard.press("Control+s");
  await expect(
    page.getByRole("tab", { name: "ring", exact: true }),
  ).toBeVisible();
  expect(await readFile(path, "utf8")).toContain('"seed": 422');
});

test("saving over another file asks first, and a folder that cannot be written says so", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const taken = join(homeFolder, "taken.json");
  await writeFile(taken, "{}");
  await page.keyboard.press("Control+Shift+s");
  const dialog = page.getByRole("dialog", { name: "Save the graph as" });
  await dialog.getByLabel("Folder", { exact: true }).fill(homeFolder);
  await dialog.getByLabel("Folder", { exact: true }).press("Enter");
  await dialog.getByLabel("File name or path").fill("taken");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    "taken.json is there already",
  );
  expect(await readFile(taken, "utf8")).toBe("{}");
  await dialog.getByRole("button", { name: "Replace" }).click();
  await expect(
    page.getByRole("tab", { name: "taken", exact: true }),
  ).toBeVisible();

  await setSeed(page, "9");
  await page.keyboard.press("Control+Shift+s");
  await dialog.getByLabel("File name or path").fill("/proc/nowhere/ring.json");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".toast")).toContainText("/proc/nowhere");
  await expect(page.getByRole("tab", { name: "taken, unsaved" })).toBeVisible();
});

test("closing an unsaved graph asks; cancel keeps it, discarding closes it", async ({
  app: { page },
}) => {
  await ready(page);
  await setSeed(page, "7");
  const tab = page.getByRole("tab", { name: /Ring of 8/ });
  await page.getByRole("button", { name: /^Close Ring of 8/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Save .* before closing/ });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(tab).toBeVisible();
  await page.getByRole("button", { name: /^Close Ring of 8/ }).click();
  await dialog.getByRole("button", { name: "Close without saving" }).click();
  await expect(tab).toBeHidden();
  await expect(page.getByRole("tab", { name: "Untitled" })).toBeVisible();
});

test("typing in a field changes the field alone", async ({ app: { page } }) => {
  await ready(page);
  const before = await page.evaluate(() => window.stepwright?.editor?.read());
  await select(page, "sampling/sampler");
  const search = page.getByRole("searchbox", { name: "Search nodes" });
  await search.click();
  await search.pressSequentially("p.sampler");
  await search.press("Backspace");
  await search.press("Delete");
  await search.press("Control+a");
  await search.press("Control+m");
  await search.press("Alt+c");
  await search.fill("samp");
  await expect(search).toHaveValue("samp");
  const after = await page.evaluate(() => window.stepwright?.editor?.read());
  expect(after?.nodes).toEqual(before?.nodes);
});

test("a batch queues a job for each next seed and leaves the document's own", async ({
  app: { page },
}) => {
  await ready(page);
  await setSeed(page, "50");
  await page.getByRole("button", { name: "Batch count: 1" }).click();
  await page.getByRole("menuitemradio", { name: "× 2" }).click();
  await page.keyboard.press("Control+Enter");
  await runEnds(page, 2);
  const [sampler] = await nodesOf(page, "sampling/sampler");
  expect(sampler?.values["seed"]).toBe(50);

  await page.getByRole("tab", { name: "Runs" }).click();
  const cards = page.locator(".run-card");
  await expect(cards).toHaveCount(2);
  await cards.first().click();
  const details = page.getByRole("region", { name: /^Run of/ });
  await expect(details).toContainText("51");
  await details.getByRole("button", { name: "Open its graph" }).click();
  await expect(
    page.getByRole("tab", { name: /\(run\), unsaved/ }),
  ).toBeVisible();
  await expect
    .poll(
      async () => (await nodesOf(page, "sampling/sampler"))[0]?.values["seed"],
    )
    .toBe(51);
});

test("results are there again after a reload", async ({ app: { page } }) => {
  await ready(page);
  await page.keyboard.press("Control+Enter");
  await runEnds(page, 1);
  await page.reload();
  await ready(page);
  await select(page, "look/scatter-plot");
  const inspector = page.getByLabel("Inspector", { exact: true });
  await expect(inspector.getByText(/sliced Wasserstein/)).toBeVisible();
  await expect(inspector.locator(".plot-host canvas").first()).toBeVisible();
});

test("a dropped graph opens beside the others and changes none", async ({
  app: { page },
}) => {
  await ready(page);
  await setSeed(page, "3");
  const graph = {
    format: "stepwright-graph",
    version: 1,
    nodes: [
      { id: "m", type: "sampling/model", position: [0, 0], values: {} },
      { id: "u", type: "later/unknown", position: [300, 0], values: { a: 1 } },
    ],
    links: [],
    groups: [],
  };
  await dropFile(page, "two nodes.json", JSON.stringify(graph));
  await expect(
    page.getByRole("tab", { name: "two nodes, unsaved" }),
  ).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".toast")).toContainText("later/unknown");
  await page.getByRole("tab", { name: /Ring of 8/ }).click();
  const [sampler] = await nodesOf(page, "sampling/sampler");
  expect(sampler?.values["seed"]).toBe(3);

  await dropFile(page, "broken.json", "{");
  await expect(page.locator(".toast[data-tone=bad]")).toContainText(
    "broken.json",
  );
  await dropFile(page, "net.onnx", "x");
  await expect(
    page.getByText(/A browser does not tell where net.onnx lies/).first(),
  ).toBeVisible();
});

test("a graph of a newer version is read-only and says so", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const path = join(homeFolder, "newer.json");
  await writeFile(
    path,
    JSON.stringify({
      format: "stepwright-graph",
      version: 99,
      nodes: [],
      links: [],
      groups: [],
    }),
  );
  await page.keyboard.press("Control+o");
  const dialog = page.getByRole("dialog", { name: "Open a graph" });
  await dialog.getByLabel("File name or path").fill(path);
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "newer version" }),
  ).toBeVisible();
  const before = await stat(path);
  await page.keyboard.press("Control+s");
  await page
    .getByRole("dialog", { name: "Save the graph as" })
    .getByRole("button", { name: "Cancel" })
    .click();
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
});

test("undo goes on working after a look at another tab", async ({
  app: { page },
}) => {
  await ready(page);
  const [before] = await nodesOf(page, "sampling/sampler");
  await setSeed(page, "8");
  await page.getByRole("button", { name: "New graph" }).click();
  await page.getByRole("tab", { name: /Ring of 8/ }).click();
  await page.getByRole("button", { name: "Nodes", exact: true }).focus();
  await page.keyboard.press("Control+z");
  await expect
    .poll(
      async () => (await nodesOf(page, "sampling/sampler"))[0]?.values["seed"],
    )
    .toBe(before?.values["seed"]);
});

test("a node of the library is added by a click and by dragging it", async ({
  app: { page },
}) => {
  await ready(page);
  await page.getByRole("button", { name: "New graph" }).click();
  const canvas = page.locator(".canvas-host[data-active=true]");
  await page.getByRole("button", { name: "Sampler", exact: true }).click();
  await page
    .getByRole("button", { name: "Model", exact: true })
    .dragTo(canvas, { targetPosition: { x: 120, y: 120 } });
  await expect
    .poll(async () => (await nodesOf(page, "sampling/sampler")).length)
    .toBe(1);
  await expect
    .poll(async () => (await nodesOf(page, "sampling/model")).length)
    .toBe(1);
  // a sampler without its links cannot run: the click says so instead of running
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("tab", { name: /^Problems/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(page.locator(".problem-row").first()).toBeVisible();
});

test("a job is cancelled from the queue and the next one runs", async ({
  app: { page },
}) => {
  await ready(page);
  await page.getByRole("button", { name: "Batch count: 1" }).click();
  await page.getByRole("menuitemradio", { name: "× 2" }).click();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("tab", { name: /^Queue/ }).click();
  const rows = page.getByRole("tabpanel").locator(".queue-row");
  await expect(rows).toHaveCount(2);
  await rows
    .first()
    .getByRole("button", { name: /^Cancel/ })
    .click();
  await runEnds(page, 2);
  const states = await page.evaluate(() =>
    window.stepwright?.run.jobs.map(({ summary }) => summary.state),
  );
  expect(states).toEqual(["cancelled", "done"]);
});

test("the canvas keeps half of the window, and everything is reached at 200 %", async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await ready(page);
  const canvas = page.locator(".canvas-host[data-active=true]");
  expect((await canvas.boundingBox())?.width).toBeGreaterThanOrEqual(640);

  await page.setViewportSize({ width: 640, height: 400 });
  await expect(page.locator(".left-panel")).toBeHidden();
  const small = await canvas.boundingBox();
  expect(small?.width).toBeGreaterThanOrEqual(320);
  expect(small?.height).toBeGreaterThanOrEqual(200);
  await page.getByRole("button", { name: "Nodes", exact: true }).click();
  await expect(
    page.getByRole("searchbox", { name: "Search nodes" }),
  ).toBeVisible();
  await expect(
    page.getByRole("button", { name: "Run", exact: true }),
  ).toBeInViewport();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);

  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.locator(".inspector")).toBeVisible();
});

test("every button and field has a name", async ({ app: { page } }) => {
  await ready(page);
  await select(page, "sampling/sampler");
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, textarea")]
      .filter((element) => {
        const labels =
          "labels" in element && element.labels instanceof NodeList
            ? element.labels.length
            : 0;
        const name =
          (element.getAttribute("aria-label") ?? "") +
          (element.textContent ?? "").trim();
        return name === "" && labels === 0;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
});

test("while the engine is away, graphs stay open and can be changed, and the window says so", async ({
  page,
}) => {
  const first = await startServer();
  await page.goto(first.address);
  await ready(page);
  await first.stop();
  await expect(page.getByText(/your graphs stay open here/i)).toBeVisible();
  await setSeed(page, "77");
  const [sampler] = await nodesOf(page, "sampling/sampler");
  expect(sampler?.values["seed"]).toBe(77);
  await expect(page.getByTestId("autosave")).toContainText("not autosaved");
});

async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content ?? ""], file ?? ""));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent(".canvas-host[data-active=true]", "drop", {
    dataTransfer: transfer,
  });
}
