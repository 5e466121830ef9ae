import type { Page } from "@playwright/test";
import { expect, test } from "../app.ts";
import { jobEnd, ready, run, setValue, startRun } from "../window.ts";
import {
  lookAt,
  photograph,
  placeOf,
  resultPixels,
  selectNode,
} from "./canvas.ts";
import { bluePixels, differentPixels } from "./pictures.ts";

const plots = ["scatter-optimized", "scatter-edm"] as const;

test("the ready graph shows its points after one click on Run, the optimized schedule nearer to the data than EDM's", async ({
  app: { page },
}) => {
  await ready(page);
  await expect(page.getByRole("tab", { name: /Ring of 8/ })).toBeVisible();
  for (const node of plots) {
    await lookAt(page, node);
    expect(bluePixels(await resultPixels(page, node, "scatter"))).toBe(0);
  }
  expect(await run(page)).toBe("done");

  const photographs = [];
  for (const node of plots) {
    await lookAt(page, node);
    const pixels = await resultPixels(page, node, "scatter");
    expect(bluePixels(pixels)).toBeGreaterThan(300);
    photographs.push(pixels);
  }
  const [optimized, edm] = photographs;
  if (!optimized || !edm) throw new Error("two photographs were taken");
  expect(differentPixels(optimized, edm)).toBeGreaterThan(300);

  const near = await distanceShown(page, "scatter-optimized");
  const far = await distanceShown(page, "scatter-edm");
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(far);
});

test("the inspector shows a node's result: the model's facts, the KLUB table with its best row, the schedule's numbers, the files", async ({
  app: { page },
}) => {
  await ready(page);
  await page.locator(".sw-canvas").focus();
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => window.stepwright?.run.jobs.length === 1);
  expect(await jobEnd(page, 0)).toBe("done");
  const inspector = page.locator(".inspector");

  await selectNode(page, "model");
  await expect(
    inspector.getByRole("row", { name: /^sigma max 80/ }),
  ).toBeVisible();

  await selectNode(page, "optimize");
  const evidence = inspector
    .getByRole("table")
    .filter({ hasText: "paired error" });
  await expect(
    evidence.locator("tr[data-best=true]").getByRole("cell").first(),
  ).toHaveText("KLUB optimum");
  await expect(evidence.getByRole("row", { name: /^EDM/ })).toBeVisible();
  const klubs = inspector.getByRole("table").filter({ hasText: "× optimized" });
  const klub = async (name: string): Promise<number> => {
    const row = klubs.getByRole("row", { name: new RegExp(`^${name}`) });
    return Number(await row.getByRole("cell").nth(1).innerText());
  };
  await expect(
    klubs.locator("tr[data-best=true]").getByRole("cell").first(),
  ).toHaveText("optimized");
  expect(await klub("optimized")).toBeLessThan(await klub("EDM"));
  expect(await klub("optimized")).toBeLessThan(await klub("LogSNR"));

  await selectNode(page, "export-schedule");
  const shown = await inspector.locator(".result-text").first().innerText();
  const sigmas = shown.split(",").map(Number);
  expect(sigmas).toHaveLength(6);
  expect(sigmas[0]).toBe(80);
  expect(sigmas[5]).toBe(0.002);
  expect(sigmas).toEqual(sigmas.toSorted((a, b) => b - a));

  await selectNode(page, "save-samples");
  await expect(inspector.getByText("ring-of-8.npy")).toBeVisible();
});

test("while a node works, its progress bar grows and its curves are drawn live on the canvas, and the queue shows the job", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "optimize");
  await setValue(page, "samples", "400000");
  await page.getByRole("button", { name: "Fold the dock" }).click();
  await lookAt(page, "optimize");
  const last = await placeOf(page, "optimize", { input: "seed" });
  const title = await placeOf(page, "optimize", { title: true });
  const socket = await placeOf(page, "optimize", { input: "model" });
  const x = socket.x + 12;
  const width = 2 * (title.x - x);
  const bar = { x, y: last.y + 20, width, height: 7 };
  const curves = { x, y: last.y + 44, width, height: 90 };
  expect(bluePixels(await photograph(page, curves))).toBe(0);
  const job = await startRun(page);

  const lengths: number[] = [];
  await expect
    .poll(
      async () => {
        lengths.push(bluePixels(await photograph(page, bar)));
        return new Set(lengths).size;
      },
      { intervals: [30], timeout: 120_000 },
    )
    .toBeGreaterThanOrEqual(4);
  expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  const early = await photograph(page, curves);
  expect(bluePixels(early)).toBeGreaterThan(0);
  await expect
    .poll(async () => differentPixels(early, await photograph(page, curves)))
    .toBeGreaterThan(0);
  await page.getByRole("tab", { name: /^Queue/ }).click();
  await expect(
    page.getByRole("progressbar", { name: /^Progress of Ring of 8/ }),
  ).toBeVisible();
  await expect(page.locator(".inspector-progress")).toContainText(/\d/);

  await page.getByRole("button", { name: "Interrupt" }).click();
  expect(await jobEnd(page, job)).toBe("cancelled");
  await expect
    .poll(async () => bluePixels(await photograph(page, bar)))
    .toBe(0);
});

/** The sliced Wasserstein distance that is written under a plot in the inspector. */
async function distanceShown(page: Page, node: string): Promise<number> {
  await selectNode(page, node);
  const caption = await page
    .locator(".inspector figcaption", { hasText: "distance to" })
    .innerText();
  const distance = /distance to (?:the )?data ([\d.e-]+)/.exec(caption)?.[1];
  return Number(distance);
}
