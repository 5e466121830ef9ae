import { expect, test } from "../app.ts";
import { link, model } from "../main-job/small-graph.ts";
import { jobEnd, nodeIds, startRun } from "../window.ts";
import { dropFile, ready, select } from "./window.ts";

const graph = {
  format: "stepwright-graph",
  version: 2,
  nodes: [
    model,
    {
      id: "optimize",
      type: "schedules/optimize-schedule",
      position: [320, 0],
      values: { method: "exact", steps: [3, 5], samples: 512, levels: 17 },
    },
    {
      id: "pick",
      type: "schedules/pick-schedule",
      position: [660, 0],
      values: { steps: 4 },
    },
    {
      id: "export",
      type: "files/export-schedule",
      position: [960, 0],
      values: {},
    },
  ],
  links: [
    link("model.model", "optimize.model"),
    link("optimize.schedules", "pick.schedules"),
    link("pick.schedule", "export.schedule"),
  ],
};

test("what is to be minded of a result stands among the problems and in the inspector, until a run gives no cause", async ({
  app: { page },
}) => {
  await ready(page);
  await dropFile(page, "list.json", JSON.stringify(graph));
  await expect.poll(() => nodeIds(page)).toContain("pick");
  expect(await jobEnd(page, await startRun(page))).toBe("done");
  await page.getByRole("tab", { name: /^Problems/ }).click();
  const warning =
    /there is no schedule of 4 steps among those of 3, 5: the one of 5 is resampled/;
  await page
    .getByRole("button", { name: /^To be minded Pick Schedule/ })
    .click();
  const inspector = page.getByLabel("Inspector", { exact: true });
  await expect(inspector.getByText(warning)).toBeVisible();

  await select(page, "schedules/optimize-schedule");
  const steps = inspector.getByRole("textbox", { name: "steps" });
  await steps.fill("3, 4, 5");
  await steps.press("Enter");
  expect(await jobEnd(page, await startRun(page))).toBe("done");
  await expect(page.getByText("No problems: the graph can run.")).toBeVisible();
  await select(page, "schedules/pick-schedule");
  await expect(inspector.getByText(warning)).toBeHidden();
});
