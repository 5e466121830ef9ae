import { expect, test } from "../app.ts";
import { nodeStates, ready, run, setValue } from "../window.ts";
import { resultPixels, selectNode } from "./canvas.ts";
import { bluePixels, differentPixels } from "./pictures.ts";

test("results of a graph that has changed since are drawn pale and say so, until the change is taken back or the graph is run", async ({
  app: { page },
}) => {
  await ready(page);
  expect(await run(page)).toBe("done");
  const fresh = await resultPixels(page, "scatter-edm", "scatter");
  const paler = async (): Promise<number> =>
    differentPixels(fresh, await resultPixels(page, "scatter-edm", "scatter"));
  await selectNode(page, "edm");
  await setValue(page, "steps", "7");
  await expect
    .poll(async () => (await nodeStates(page))["scatter-edm"])
    .toBe("waiting");
  expect((await nodeStates(page))["scatter-optimized"]).toBe("done");
  await expect(
    page.locator(".inspector").getByText("changed since this result"),
  ).toBeVisible();
  // every point is drawn paler
  await expect.poll(paler).toBeGreaterThan(bluePixels(fresh) / 2);

  await page.locator(".sw-canvas").first().focus();
  await page.keyboard.press("Control+z");
  await expect
    .poll(async () => (await nodeStates(page))["scatter-edm"])
    .toBe("done");
  await expect.poll(paler).toBe(0);
  await page.keyboard.press("Control+y");
  expect(await run(page)).toBe("done");
  expect((await nodeStates(page))["scatter-edm"]).toBe("done");
});
