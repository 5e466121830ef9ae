import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./app.ts";
import {
  jobEnd,
  nodeIds,
  nodeMessage,
  nodeStates,
  ready,
  run,
  selectNode,
  setValue,
  shownPoints,
  startRun,
} from "./window.ts";

const fixture = fileURLToPath(
  new URL("../fixtures/onnx/pytorch-conv.onnx", import.meta.url),
);

test("the ready graph runs with one click: progress, pictures and files", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const job = await startRun(page);
  await page.waitForFunction(() =>
    window.stepwright?.run.jobs.some(({ progress }) =>
      Object.values(progress).some((part) => part > 0 && part < 1),
    ),
  );
  expect(await jobEnd(page, job)).toBe("done");
  const states = await nodeStates(page);
  expect(Object.keys(states).toSorted()).toEqual(
    (await nodeIds(page)).toSorted(),
  );
  expect(new Set(Object.values(states))).toEqual(new Set(["done"]));
  expect(await shownPoints(page, "scatter-optimized")).toHaveLength(4000);
  const files = await readdir(join(homeFolder, "output"));
  expect(files.some((name) => name.endsWith(".png"))).toBe(true);
  expect(files.some((name) => name.endsWith(".npy"))).toBe(true);
  expect(files.some((name) => name.endsWith(".json"))).toBe(true);
});

test("Ctrl+Enter runs too, and a changed value runs only what depends on it", async ({
  app: { page },
}) => {
  await ready(page);
  expect(await run(page)).toBe("done");
  await selectNode(page, "edm");
  await setValue(page, "steps", "7");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => window.stepwright?.run.jobs.length === 2);
  expect(await jobEnd(page, 1)).toBe("done");
  const states = await nodeStates(page);
  const cachedNodes = ["model", "solver", "optimize", "sampler-optimized"];
  for (const node of cachedNodes) expect(states[node], node).toBe("cached");
  const again = ["edm", "sampler-edm", "scatter-edm", "plot-schedules"];
  for (const node of again) expect(states[node], node).toBe("done");
});

test("a graph that is saved, and opened after the page was loaded anew, gives the same picture", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await selectNode(page, "sampler-edm");
  await setValue(page, "seed", "5");
  expect(await run(page)).toBe("done");
  const first = await shownPoints(page, "scatter-edm");
  const path = join(homeFolder, "mine.json");
  await page.keyboard.press("Control+Shift+S");
  await page.getByLabel("File name or path").fill(path);
  await page.keyboard.press("Enter");
  await expect
    .poll(() => readFile(path, "utf8").catch(() => ""))
    .toContain("stepwright-graph");
  await page.reload();
  await ready(page);
  await page.keyboard.press("Control+O");
  await page.getByLabel("File name or path").fill(path);
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("tab", { name: /mine/i }).or(page.getByTitle(path)).first(),
  ).toBeVisible();
  expect(await run(page)).toBe("done");
  expect(await shownPoints(page, "scatter-edm")).toEqual(first);
});

test("an ONNX file of one's own runs, and the PNG that it saves opens its graph when it is dropped", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: /own model/i }).click();
  await expect.poll(() => nodeIds(page)).toContain("preview");
  await selectNode(page, "model");
  await setValue(page, "path", fixture);
  expect(await run(page)).toBe("done");
  const output = join(homeFolder, "output");
  const name = (await readdir(output)).find((file) => file.endsWith(".png"));
  const bytes = await readFile(join(output, name ?? ""));
  const before = await page.evaluate(
    () => window.stepwright?.documents.open.length,
  );
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    const png = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    data.items.add(new File([png], "picture.png", { type: "image/png" }));
    return data;
  }, bytes.toString("base64"));
  const canvas = page.locator("canvas").first();
  await canvas.dispatchEvent("dragover", { dataTransfer: transfer });
  await canvas.dispatchEvent("drop", { dataTransfer: transfer });
  await page.waitForFunction(
    (count) => window.stepwright?.documents.open.length === (count ?? 0) + 1,
    before,
  );
  const model = await page.evaluate(() =>
    window.stepwright?.editor?.read().nodes.find(({ id }) => id === "model"),
  );
  expect(model?.values["path"]).toBe(fixture);
});

test("a run that is cancelled stops within a second", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "optimize");
  await setValue(page, "samples", "200000");
  const job = await startRun(page);
  await page.getByRole("button", { name: "Interrupt" }).waitFor();
  await page.waitForTimeout(300);
  const started = Date.now();
  await page.getByRole("button", { name: "Interrupt" }).click();
  expect(await jobEnd(page, job)).toBe("cancelled");
  expect(Date.now() - started).toBeLessThan(1000);
});

test("a model file that is missing is an error on its node, and what does not need it runs", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "model");
  const field = page.locator(".inspector").getByLabel("model", { exact: true });
  await field.selectOption("file");
  await setValue(page, "path", "/nowhere/model.onnx");
  expect(await run(page)).toBe("failed");
  const states = await nodeStates(page);
  expect(states["model"]).toBe("failed");
  expect(states["edm"]).toMatch(/done|cached/);
  expect(states["sampler-edm"]).not.toBe("done");
  expect(await nodeMessage(page, "model")).toContain("model.onnx");
});

test("a runner that is killed in mid-run is an error on its node, and the next run works", async ({
  app: { page, children },
}) => {
  await ready(page);
  await selectNode(page, "sampler-edm");
  await setValue(page, "count", "1000000");
  const job = await startRun(page);
  await expect
    .poll(async () => (await nodeStates(page))["sampler-edm"], {
      intervals: [20],
    })
    .toBe("running");
  for (const { pid, command } of children())
    if (command.endsWith(" runner")) process.kill(pid, "SIGKILL");
  expect(await jobEnd(page, job)).toBe("failed");
  expect(await nodeMessage(page, "sampler-edm")).toMatch(/SIGKILL|ended/);
  await setValue(page, "count", "100");
  expect(await run(page)).toBe("done");
});
