import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { readPngText } from "../../../engine/png-text.ts";
import { expect, test } from "../app.ts";
import { nodeIds, ready, run, setValue } from "../window.ts";
import { chooseValue, lookAt, plotPixels, selectNode } from "./canvas.ts";
import { dropBytes, dropFile } from "./files.ts";
import { readNpy } from "./npy.ts";
import { differentPixels, pixelsOf } from "./pictures.ts";

test("samples are the same numbers in NPY and CSV, and lie on the ring", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await saveSamplesAs(page, "NPY (NumPy array)");
  await saveSamplesAs(page, "CSV");
  const output = join(homeFolder, "output");
  const { shape, data } = readNpy(
    await readFile(join(output, "ring-of-8.npy")),
  );
  expect(shape).toEqual([2000, 2]);
  const [head, ...lines] = (
    await readFile(join(output, "ring-of-8.csv"), "utf8")
  )
    .trimEnd()
    .split("\n");
  expect(head).toBe("x0,x1");
  expect(lines.flatMap((line) => line.split(",").map(Number))).toEqual([
    ...data,
  ]);

  const radii = Array.from({ length: 2000 }, (_, index) =>
    Math.hypot(data[2 * index] ?? 0, data[2 * index + 1] ?? 0),
  );
  const mean = radii.reduce((sum, radius) => sum + radius, 0) / 2000;
  expect(mean).toBeGreaterThan(0.9);
  expect(mean).toBeLessThan(1.1);
});

test("the schedule is the same numbers in JSON, text, CSV and ManualSigmas as on its node", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const formats = [
    "JSON (all that is known)",
    "Text, comma-separated",
    "CSV",
    "ComfyUI ManualSigmas",
  ];
  for (const title of formats) {
    await lookAt(page, "export-schedule");
    await chooseValue(page, "export-schedule", "format", title);
    expect(await run(page)).toBe("done");
  }
  await selectNode(page, "export-schedule");
  const shown = await page
    .locator(".inspector .result-text")
    .first()
    .innerText();
  const output = join(homeFolder, "output");
  const read = (name: string): Promise<string> =>
    readFile(join(output, name), "utf8");
  const json = JSON.parse(await read("ring-of-8-5-steps.json")) as {
    sigmas: number[];
    steps: number;
    ending: string;
    sigmaMax: number;
    sigmaMin: number;
  };
  expect(json).toMatchObject({
    steps: 5,
    ending: "sigma-min",
    sigmaMin: 0.002,
    sigmaMax: 80,
  });
  expect(json.sigmas).toHaveLength(6);
  expect(shown.split(",").map(Number)).toEqual(json.sigmas);
  for (const name of ["ring-of-8-5-steps.txt", "ring-of-8-5-steps-2.txt"])
    expect((await read(name)).split(",").map(Number)).toEqual(json.sigmas);
  const [head, ...rows] = (await read("ring-of-8-5-steps.csv"))
    .trimEnd()
    .split("\n");
  expect(head).toBe("sigma");
  expect(rows.map(Number)).toEqual(json.sigmas);
});

test("a saved picture is the previewed one with its graph inside, and dropped on the canvas it opens that graph as a new document that gives the same picture", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await selectNode(page, "sampler-optimized");
  await setValue(page, "seed", "31337");
  expect(await run(page)).toBe("done");
  const before = await plotPixels(page, "scatter-optimized");
  const output = join(homeFolder, "output");
  const path = join(output, "ring-of-8.png");
  const bytes = await readFile(path);
  const inside = JSON.parse(readPngText(bytes, "stepwright") ?? "{}") as {
    graph?: { nodes?: { id: string; values: Record<string, unknown> }[] };
  };
  const sampler = inside.graph?.nodes?.find(
    ({ id }) => id === "sampler-optimized",
  );
  expect(sampler?.values["seed"]).toBe(31337);
  await selectNode(page, "preview");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the picture" }).click();
  const preview = await readFile(await (await downloading).path());
  expect(differentPixels(pixelsOf(preview), pixelsOf(bytes))).toBe(0);

  // the graph in front is another by now, and must stay as it is
  await selectNode(page, "sampler-optimized");
  await setValue(page, "seed", "1");
  const tabs = page
    .getByRole("tablist", { name: "Open graphs" })
    .getByRole("tab");
  await expect(tabs).toHaveCount(1);
  await dropFile(page, path, "dropped picture.png");
  await expect(tabs).toHaveCount(2);
  await expect(tabs.nth(1)).toHaveAccessibleName("dropped picture, unsaved");
  await expect(tabs.nth(1)).toHaveAttribute("data-state", "active");
  await expect.poll(() => nodeIds(page)).toHaveLength(13);
  await selectNode(page, "sampler-optimized");
  const seed = page.locator(".inspector").getByLabel("seed", { exact: true });
  await expect(seed).toHaveValue("31337");
  await selectNode(page, "save-image");
  await setValue(page, "name", "again");
  expect(await run(page)).toBe("done");
  const after = await plotPixels(page, "scatter-optimized");
  expect(differentPixels(before, after)).toBe(0);
  const again = await readFile(join(output, "again.png"));
  expect(differentPixels(pixelsOf(again), pixelsOf(bytes))).toBe(0);

  await tabs.nth(0).click();
  await selectNode(page, "sampler-optimized");
  await expect(seed).toHaveValue("1");
});

test("a file that was deleted meanwhile is written again by the next run", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  expect(await run(page)).toBe("done");
  const path = join(homeFolder, "output", "ring-of-8.npy");
  const first = await readFile(path);
  await rm(path);
  expect(await run(page)).toBe("done");
  expect((await readFile(path)).equals(first)).toBe(true);
});

test("a picture without a graph says so and opens nothing", async ({
  app: { page },
}) => {
  await ready(page);
  // the smallest PNG: 1 × 1, grey
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    "base64",
  );
  await dropBytes(page, png, "holiday.png");
  await expect(
    page.getByText(/holiday\.png is a picture without a graph/).first(),
  ).toBeVisible();
  await expect(
    page.getByRole("tablist", { name: "Open graphs" }).getByRole("tab"),
  ).toHaveCount(1);
});

async function saveSamplesAs(page: Page, title: string): Promise<void> {
  await lookAt(page, "save-samples");
  await chooseValue(page, "save-samples", "format", title);
  expect(await run(page)).toBe("done");
}
