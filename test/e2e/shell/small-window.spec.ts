import { fileURLToPath } from "node:url";
import { expect, test } from "../app.ts";
import { jobEnd } from "../window.ts";
import { ready, select } from "./window.ts";

const pipeline = fileURLToPath(
  new URL("../../fixtures/pipelines/sd15-optimum", import.meta.url),
);

// 1280 × 800 at 200 %
test.use({ viewport: { width: 640, height: 400 } });

test("the table of a pipeline's parts fits the inspector, its file names broken", async ({
  app: { page },
}) => {
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: "Stable Diffusion" }).click();
  await page.getByRole("button", { name: "Show the inspector" }).click();
  await expect
    .poll(() =>
      page.evaluate(() => window.stepwright?.editor?.read().nodes[0]?.id),
    )
    .toBe("pipeline");
  await select(page, "pipeline/load-pipeline");
  const inspector = page.getByLabel("Inspector", { exact: true });
  const folder = inspector.getByRole("textbox", { name: "folder" });
  await folder.fill(pipeline);
  await folder.press("Enter");
  await inspector.getByRole("button", { name: "Run this node" }).click();
  expect(await jobEnd(page, 0)).toBe("done");
  const table = inspector.locator(".table-scroll").first();
  await expect(table.getByRole("row", { name: /^predicts/ })).toBeVisible();
  expect(
    await table.evaluate((room) => room.scrollWidth - room.clientWidth),
  ).toBe(0);
});
