import { fileURLToPath } from "node:url";
import { expect, test } from "../app.ts";
import { jobEnd } from "../window.ts";
import { dropFile, ready, select } from "./window.ts";

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

test("no tab is cut at the left edge so that a rest of its name stands there", async ({
  app: { page },
}) => {
  await ready(page);
  for (const name of ["first of them", "second", "third"]) {
    await dropFile(
      page,
      `${name}.json`,
      JSON.stringify({
        format: "stepwright-graph",
        version: 1,
        nodes: [],
        links: [],
        groups: [],
      }),
    );
    const tab = page.getByRole("tab", { name: `${name}, unsaved` });
    await expect(tab).toHaveAttribute("aria-selected", "true");
    const rest = () =>
      page.locator(".document-tab-list").evaluate((strip) => {
        const { left } = strip.getBoundingClientRect();
        return [...strip.querySelectorAll(".document-tab-title > span")].filter(
          (part) => {
            const tab = part.closest(".document-tab")?.getBoundingClientRect();
            const isCut = (tab?.left ?? left) < left;
            return isCut && part.getBoundingClientRect().right > left;
          },
        ).length;
      });
    await expect.poll(rest).toBe(0);
  }
});

test("the status line keeps how far a job is, and ends in the window", async ({
  app: { page },
}) => {
  await ready(page);
  await page.evaluate(() => {
    const { editor } = window.stepwright ?? {};
    const node = editor
      ?.read()
      .nodes.find(({ type }) => type === "schedules/optimize-schedule");
    if (node) editor?.setValues(node.id, { samples: 1_000_000 });
  });
  await page.keyboard.press("Control+Enter");
  const status = page.getByRole("contentinfo", { name: "Status" });
  for (const part of [/^\d+ %.* left$/, /^60 %$/])
    await expect(status.getByText(part).last()).toBeInViewport({ ratio: 1 });
  expect(
    await status.evaluate((line) => line.scrollWidth - line.clientWidth),
  ).toBe(0);
});
