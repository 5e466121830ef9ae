import { copyFile, cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "../app.ts";
import { jobEnd, nodeIds, notice, ready, run, setValue } from "../window.ts";
import { placeOf, selectNode } from "./canvas.ts";
import { openInFolder, saveAs } from "./files.ts";
import { openOwnModel, pathOf, valueOf } from "./own-model-graph.ts";

const fixture = fileURLToPath(
  new URL("../../fixtures/onnx/pytorch-conv.onnx", import.meta.url),
);
const anotherFixture = fileURLToPath(
  new URL("../../fixtures/onnx/pytorch-conditional.onnx", import.meta.url),
);
const pipelines = fileURLToPath(
  new URL("../../fixtures/pipelines", import.meta.url),
);

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright models "));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a folder of the settings gives the Model node its models, and a file that moves there is found again", async ({
  app: { page },
}) => {
  const more = join(folder, "more");
  await mkdir(more);
  await copyFile(fixture, join(more, "from-the-list.onnx"));
  await openOwnModel(page);
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("button", { name: "Add a folder…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Folder", { exact: true }).fill(more);
  await dialog.getByLabel("Folder", { exact: true }).press("Enter");
  // only folders are listed where one is chosen
  await dialog.getByText("This folder is empty.").waitFor();
  await dialog.getByRole("button", { name: "Choose this folder" }).click();
  await expect(page.getByText("1 model", { exact: true })).toBeVisible();

  const { x, y } = await placeOf(page, "model", { input: "model" });
  await page.mouse.click(x, y);
  await page.getByRole("option", { name: /^from-the-list\.onnx/ }).click();
  expect(await pathOf(page, "model")).toBe(join(more, "from-the-list.onnx"));
  expect(await run(page)).toBe("done");
  await saveAs(page, join(folder, "graph.json"));

  const moved = join(more, "deep", "renamed.onnx");
  await mkdir(join(more, "deep"));
  await rename(join(more, "from-the-list.onnx"), moved);
  await page.getByRole("button", { name: /^Close graph/ }).click();
  await openInFolder(page, folder, "graph.json");
  await expect(
    notice(page, /^from-the-list\.onnx had moved: it was found by its content/),
  ).toBeVisible();
  await expect.poll(() => pathOf(page, "model")).toBe(moved);
  expect(await run(page)).toBe("done");
});

test("a file that moves while its graph is open is found by its content when the next run fails, or located", async ({
  app: { page, homeFolder },
}) => {
  const models = join(homeFolder, "models");
  await mkdir(join(models, "sub"), { recursive: true });
  const first = join(models, "mine.onnx");
  await copyFile(fixture, first);
  await openOwnModel(page);
  await selectNode(page, "model");
  await setValue(page, "path", first);
  expect(await run(page)).toBe("done");

  const second = join(models, "sub", "other.onnx");
  await rename(first, second);
  expect(await run(page)).toBe("failed");
  await expect(
    notice(
      page,
      /^mine\.onnx had moved: it was found by its content at .*\. Run again\.$/,
    ),
  ).toBeVisible();
  await expect.poll(() => pathOf(page, "model")).toBe(second);
  expect(await run(page)).toBe("done");

  const away = join(folder, "away.onnx");
  await rename(second, away);
  expect(await run(page)).toBe("failed");
  const inspector = page.locator(".inspector");
  await expect(inspector.getByText(/^There is no file .*other/)).toBeVisible();
  await inspector.getByRole("button", { name: "Locate…" }).click();
  const dialog = page.getByRole("dialog", { name: "Locate other.onnx" });
  await dialog.getByLabel("File name or path").fill(away);
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect.poll(() => pathOf(page, "model")).toBe(away);
  expect(await run(page)).toBe("done");
});

test("what is located with another content than the graph was saved with is said to differ", async ({
  app: { page },
}) => {
  const first = join(folder, "mine.onnx");
  await copyFile(fixture, first);
  await openOwnModel(page);
  await selectNode(page, "model");
  await setValue(page, "path", first);
  expect(await run(page)).toBe("done");
  await saveAs(page, join(folder, "graph.json"));
  await rm(first);
  expect(await run(page)).toBe("failed");

  const other = join(folder, "other.onnx");
  await copyFile(anotherFixture, other);
  await page
    .locator(".inspector")
    .getByRole("button", { name: "Locate…" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Locate mine.onnx" });
  await dialog.getByLabel("File name or path").fill(other);
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect.poll(() => pathOf(page, "model")).toBe(other);
  await expect(
    notice(
      page,
      /other\.onnx is there, but its content differs from what this graph was saved with\.$/,
    ),
  ).toBeVisible();
});

test("a pipeline's folder that moves while its graph is open is found by its content when the next run fails, or located", async ({
  app: { page, homeFolder },
}) => {
  const models = join(homeFolder, "models");
  await mkdir(join(models, "sub"), { recursive: true });
  const first = join(models, "mine");
  await cp(join(pipelines, "sd15-optimum"), first, { recursive: true });
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: "Stable Diffusion" }).click();
  await expect.poll(() => nodeIds(page)).toContain("pipeline");
  await selectNode(page, "pipeline");
  await setValue(page, "folder", first);
  const runPipeline = async (): Promise<string> => {
    const before = await jobCount(page);
    await page.getByRole("button", { name: "Run this node" }).click();
    await expect.poll(() => jobCount(page)).toBe(before + 1);
    return jobEnd(page, before);
  };
  expect(await runPipeline()).toBe("done");

  const second = join(models, "sub", "other");
  await rename(first, second);
  expect(await runPipeline()).toBe("failed");
  await expect.poll(() => valueOf(page, "pipeline", "folder")).toBe(second);
  expect(await runPipeline()).toBe("done");

  await rename(second, join(folder, "away"));
  expect(await runPipeline()).toBe("failed");
  await expect(
    page.locator(".inspector").getByRole("button", { name: "Locate…" }),
  ).toBeVisible();
});

test("the file chooser has the folders of models among its places", async ({
  app: { page, homeFolder },
}) => {
  const models = join(homeFolder, "models");
  await mkdir(models, { recursive: true });
  await copyFile(fixture, join(models, "of-mine.onnx"));
  await openOwnModel(page);
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("button", { name: "Add a folder…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Folder", { exact: true }).fill(folder);
  await dialog.getByLabel("Folder", { exact: true }).press("Enter");
  await dialog.getByRole("button", { name: "Choose this folder" }).click();
  await copyFile(fixture, join(folder, "elsewhere.onnx"));

  await page.getByRole("button", { name: "Models", exact: true }).click();
  await page.getByRole("button", { name: "Choose a file…" }).click();
  const places = dialog.getByRole("list", { name: "Places" });
  const contents = dialog.getByRole("list", { name: "Contents" });
  await places.getByRole("button", { name: basename(folder) }).click();
  await expect(contents.getByText("elsewhere.onnx")).toBeVisible();
  await places.getByRole("button", { name: "models", exact: true }).click();
  await expect(contents.getByText("of-mine.onnx")).toBeVisible();
});

test("a model of the panel goes into the selected node that has none, and into a new one after that", async ({
  app: { page, homeFolder },
}) => {
  const models = join(homeFolder, "models");
  const exported = "a-network-of-a-rather-long-name-exported-at-step";
  await mkdir(models, { recursive: true });
  for (const step of [1000, 2000])
    await copyFile(fixture, join(models, `${exported}-${step}.onnx`));
  const pipeline = join(models, "sd15-optimum");
  await cp(join(pipelines, "sd15-optimum"), pipeline, { recursive: true });
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: "Stable Diffusion" }).click();
  await expect.poll(() => nodeIds(page)).toContain("pipeline");
  const before = await nodeIds(page);
  await page.getByRole("button", { name: "Models", exact: true }).click();
  const panel = page.getByRole("region", { name: models });

  const names = panel.getByText(exported);
  await expect(names).toHaveCount(2);
  for (const name of await names.all())
    expect(
      await name.evaluate((row) => row.scrollWidth - row.clientWidth),
    ).toBe(0);

  await selectNode(page, "pipeline");
  await panel.getByRole("button", { name: /^sd15-optimum/ }).click();
  expect(await valueOf(page, "pipeline", "folder")).toBe(pipeline);
  expect(await nodeIds(page)).toEqual(before);

  await panel.getByRole("button", { name: /^sd15-optimum/ }).click();
  const added = await nodeIds(page);
  expect(added).toHaveLength(before.length + 1);
  const [second = ""] = added.filter((id) => !before.includes(id));
  expect(await valueOf(page, second, "folder")).toBe(pipeline);
});

function jobCount(page: Page): Promise<number> {
  return page.evaluate(() => window.stepwright?.run.jobs.length ?? 0);
}
