import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "../app.ts";
import { startServer } from "../server.ts";
import { setValue } from "../window.ts";
import { nodesOf, select, ready, runEnds, setSeed } from "./window.ts";

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

test("a job is cancelled from the queue and the next one runs", async ({
  app: { page },
}) => {
  await ready(page);
  await workForMinutes(page);
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
  const states = () =>
    page.evaluate(() =>
      window.stepwright?.run.jobs.map(({ summary }) => summary.state),
    );
  await expect.poll(states).toEqual(["cancelled", "running"]);
  await page.getByRole("button", { name: "Interrupt" }).click();
  await expect.poll(states).toEqual(["cancelled", "cancelled"]);
});

test("of four jobs under way the status line names two and counts the others, and nothing runs into another", async ({
  app: { page },
}) => {
  await ready(page);
  await workForMinutes(page);
  await page.getByRole("button", { name: "Batch count: 1" }).click();
  await page.getByRole("menuitemradio", { name: "× 4" }).click();
  await page.keyboard.press("Control+Enter");
  const status = page.getByRole("contentinfo", { name: "Status" });
  await expect(status).toContainText("2 more");
  await expect(status.locator(".job-status")).toHaveCount(2);
  for (const width of [1280, 960, 640]) {
    await page.setViewportSize({ width, height: 800 });
    await expect
      .poll(() => status.evaluate(overlapping), `${width} pixels wide`)
      .toEqual([]);
  }
});

test("while the engine is away, nothing is said to run", async ({ page }) => {
  const server = await startServer();
  await page.goto(server.address);
  await ready(page);
  await workForMinutes(page);
  await page.keyboard.press("Control+Enter");
  const stop = page.getByRole("button", { name: "Interrupt" });
  await expect(stop).toBeVisible();
  await expect(page.locator(".run-count")).toBeVisible();
  await page.getByRole("tab", { name: "Optimization" }).click();
  const dock = page.getByRole("tabpanel");
  const pause = dock.getByRole("button", { name: "Pause" });
  await expect(pause).toBeVisible();
  await expect(dock.locator(".progress")).toBeVisible();
  await server.stop();
  await expect(page.getByText(/your graphs stay open here/i)).toBeVisible();
  await expect(stop).toBeHidden();
  await expect(page.locator(".run-count")).toBeHidden();
  await expect(
    page.getByRole("button", { name: "Run", exact: true }),
  ).toBeDisabled();
  await expect(
    dock.getByText("not known while the engine is away"),
  ).toBeVisible();
  await expect(pause).toBeHidden();
  await expect(dock.locator(".progress")).toBeHidden();
  await expect(page.getByRole("contentinfo", { name: "Status" })).toContainText(
    "what runs is not known",
  );
  await page.getByRole("tab", { name: "Queue" }).click();
  await expect(dock).toHaveText(
    /^While the engine is away, nothing is known of Ring of 8/,
  );
});

test("a failed run names every node that failed, with the reason of the first, until that is mended", async ({
  app: { page },
}) => {
  await ready(page);
  const inspector = page.getByLabel("Inspector", { exact: true });
  const model = inspector.getByRole("combobox", { name: "model" });
  await select(page, "sampling/model");
  await model.selectOption("From a file");
  await setValue(page, "path", fileURLToPath(import.meta.url));
  await select(page, "schedules/schedule");
  await setValue(page, "steps", "11");
  await setValue(page, "denoise", "0.001");
  await page.keyboard.press("Control+Enter");
  await runEnds(page, 1);
  await expect(page.locator(".toast[data-tone=bad]")).toHaveText(
    /^Model: .*running\.spec\.ts .*\. EDM schedule failed too\.$/,
  );
  await page.keyboard.press("Control+Enter");
  await runEnds(page, 2);
  await expect(page.locator(".toast")).toHaveCount(1);
  await select(page, "sampling/model");
  await model.selectOption("Ring of 8");
  await expect(page.locator(".toast")).toHaveCount(0);
});

/** Texts of a line that begin before the one at their left ends, or that end beyond the line. */
function overlapping(line: Element): string[] {
  const { right: end } = line.getBoundingClientRect();
  const shown = [
    ...line.querySelectorAll(".ellipsis, .fixed:not(:has(*)), .cache-status"),
  ].filter((text) => text.getClientRects().length > 0);
  return shown.flatMap((text, index) => {
    const left = shown[index - 1]?.getBoundingClientRect().right ?? 0;
    const range = document.createRange();
    range.selectNodeContents(text);
    const at = text.matches(".ellipsis") ? text : range;
    const { left: from, right: to } = at.getBoundingClientRect();
    return from < left || to > end ? [text.textContent] : [];
  });
}

/** Gives the ready graph so much to do that no machine is done before the test is. */
async function workForMinutes(page: Page): Promise<void> {
  await select(page, "schedules/optimize-schedule");
  await setValue(page, "samples", "1000000");
}
