import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../app.ts";
import { nodeIds, notice, ready, run, setValue } from "../window.ts";
import { placeOf, selectNode } from "./canvas.ts";
import { saveAs } from "./files.ts";
import { openOwnModel, pathOf } from "./own-model-graph.ts";

const fixture = fileURLToPath(
  new URL("../../fixtures/onnx/pytorch-conv.onnx", import.meta.url),
);

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright models "));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

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

test("of the graphs that come back, the one in front tells what it misses, another when it is in front", async ({
  app: { page },
}) => {
  for (const name of ["one", "two"]) {
    await openOwnModel(page);
    await selectNode(page, "model");
    await setValue(page, "path", join(folder, `${name}.onnx`));
    await expect(
      page.locator(".inspector").getByText(/there is no file/i),
    ).toBeVisible();
    await saveAs(page, join(folder, `${name}.json`));
  }
  await page.reload();
  await ready(page);
  await expect(notice(page, /^There is no file .*two\.onnx/)).toBeVisible();
  await expect(notice(page, /one\.onnx/)).toBeHidden();
  await page.getByRole("tab", { name: /^one/ }).click();
  await expect(notice(page, /^There is no file .*one\.onnx/)).toBeVisible();
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
