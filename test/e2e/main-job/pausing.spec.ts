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

test("a window that is opened during a run has what the run has come to, and the buttons to let it go on and cancel it", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "optimize");
  await setValue(page, "samples", "1000000");
  await startRun(page);
  await page.getByRole("tab", { name: "Optimization" }).click();
  const panel = page.getByRole("tabpanel", { name: "Optimization" });
  const curve = panel
    .getByRole("region", { name: "Denoising loss" })
    .locator("canvas");
  await expect(curve).toBeVisible();
  const states = async () => {
    const { model, edm, optimize } = await nodeStates(page);
    return { model, edm, optimize };
  };
  await panel.getByRole("button", { name: "Pause" }).click();
  await expect
    .poll(states)
    .toMatchObject({ model: "done", optimize: "paused" });
  const before = await states();

  await page.reload();
  await ready(page);
  await expect.poll(states).toEqual(before);
  await page.getByRole("tab", { name: "Optimization" }).click();
  await expect(curve).toBeVisible();
  await expect(panel.getByText("paused", { exact: true })).toBeVisible();
  await panel.getByRole("button", { name: "Go on" }).click();
  await expect.poll(states).toMatchObject({ optimize: "running" });
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(states).toMatchObject({ optimize: "waiting" });
});
