import { expect, test } from "../app.ts";
import {
  jobEnd,
  nodeIds,
  nodeStates,
  ready,
  run,
  setValue,
  startRun,
} from "../window.ts";
import { selectNode } from "./canvas.ts";

test("while an optimization is at work another graph runs to its end, and Interrupt stops what began last", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "optimize");
  await setValue(page, "samples", "1000000");
  const optimization = await startRun(page);
  await expect
    .poll(async () => (await nodeStates(page))["optimize"])
    .toBe("running");

  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: /^A tour of the plane/ }).click();
  await expect.poll(() => nodeIds(page)).toContain("sampler");
  expect(await run(page)).toBe("done");

  await selectNode(page, "sampler");
  await setValue(page, "count", "1000000");
  const sampling = await startRun(page);
  const status = page.getByRole("contentinfo", { name: "Status" });
  await expect(status).toContainText("A tour of the plane");
  await expect(status).toContainText("Optimized schedule");
  await page
    .getByRole("button", { name: "Interrupt A tour of the plane" })
    .click();
  expect(await jobEnd(page, sampling)).toBe("cancelled");
  await page.getByRole("button", { name: "Interrupt" }).click();
  expect(await jobEnd(page, optimization)).toBe("cancelled");
});
