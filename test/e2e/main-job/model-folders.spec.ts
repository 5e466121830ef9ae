import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "../app.ts";
import { nodeIds, notice, ready, run, setValue } from "../window.ts";
import { placeOf, selectNode } from "./canvas.ts";
import { openInFolder, saveAs } from "./files.ts";

const fixture = fileURLToPath(
  new URL("../../fixtures/onnx/pytorch-conv.onnx", import.meta.url),
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

test("a run without the model's file says once that it is missing", async ({
  app: { page },
}) => {
  await openOwnModel(page);
  await selectNode(page, "model");
  await setValue(page, "path", join(folder, "lost.onnx"));
  const said = page.locator(".inspector").getByText(/there is no file/i);
  await expect(said).toHaveText(/^There is no file .*lost\.onnx, and none of/);
  expect(await run(page)).toBe("failed");
  await expect(said).toHaveCount(1);
  await page.getByRole("tab", { name: /^Problems/ }).click();
  await expect(
    page.locator(".dock").getByText(/there is no file/i),
  ).toHaveCount(1);
});

test("a missing file is located once for all nodes that miss it", async ({
  app: { page },
}) => {
  await copyFile(fixture, join(folder, "here.onnx"));
  await openOwnModel(page);
  await selectNode(page, "model");
  await setValue(page, "path", join(folder, "lost.onnx"));
  await expect(
    page.locator(".inspector").getByText(/^There is no file .*lost\.onnx/),
  ).toBeVisible();
  const title = await placeOf(page, "model", { title: true });
  await page.mouse.click(title.x, title.y, { button: "right" });
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect.poll(() => nodeIds(page)).toContain("model-2");

  await page
    .locator(".inspector")
    .getByRole("button", { name: "Locate…" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Locate lost.onnx" });
  await dialog.getByLabel("File name or path").fill(join(folder, "here.onnx"));
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Use it for all" }).click();
  const here = join(folder, "here.onnx");
  expect(await pathOf(page, "model")).toBe(here);
  expect(await pathOf(page, "model-2")).toBe(here);
  await expect(
    page.locator(".inspector").getByRole("button", { name: "Locate…" }),
  ).toBeHidden();
});

async function openOwnModel(page: Page): Promise<void> {
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: /own model/i }).click();
  await expect.poll(() => nodeIds(page)).toContain("preview");
  await expect.poll(() => nodeIds(page)).not.toContain("optimize");
}

function pathOf(page: Page, node: string): Promise<unknown> {
  return page.evaluate(
    (id) =>
      window.stepwright?.editor?.read().nodes.find((each) => each.id === id)
        ?.values["path"],
    node,
  );
}
