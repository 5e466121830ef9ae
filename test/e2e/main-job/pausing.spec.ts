import { expect, test } from "../app.ts";
import { jobEnd, nodeStates, ready, setValue, startRun } from "../window.ts";
import { selectNode } from "./canvas.ts";

test("an optimization is followed in its panel, paused there, let go on in the queue, and cancelled while it rests", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "optimize");
  await setValue(page, "samples", "1000000");
  const job = await startRun(page);
  await page.getByRole("tab", { name: "Optimization" }).click();
  const panel = page.getByRole("tabpanel", { name: "Optimization" });
  for (const card of ["Denoising loss", "KLUB by number of steps"])
    await expect(
      panel.getByRole("region", { name: card }).locator("canvas"),
    ).toBeVisible();
  await panel.getByRole("button", { name: "Pause" }).click();
  await expect(panel.getByText("paused", { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await nodeStates(page))["optimize"])
    .toBe("paused");

  await page.getByRole("tab", { name: /^Queue/ }).click();
  await page.getByRole("button", { name: /^Go on with/ }).click();
  await expect
    .poll(async () => (await nodeStates(page))["optimize"])
    .toBe("running");
  await page.keyboard.press("Alt+P");
  await expect(
    page.getByRole("button", { name: "Go on" }).first(),
  ).toBeVisible();
  await page.keyboard.press("Control+Alt+Enter");
  expect(await jobEnd(page, job)).toBe("cancelled");
});
