import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, type App } from "../app.ts";
import { startServer } from "../server.ts";
import { nodeStates, ready, run, setValue } from "../window.ts";
import { plotPixels, selectNode } from "./canvas.ts";
import { openInFolder, saveAs } from "./files.ts";
import { differentPixels, pixelsOf, type Pixels } from "./pictures.ts";

test("a graph that is saved, and opened after the page was loaded anew, gives the same picture from the same seed", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const first = await runWithSeed(page, homeFolder, "4711", "first");
  await saveAs(page, join(homeFolder, "mine.json"));
  await expect(
    page.getByRole("tab", { name: "mine", exact: true }),
  ).toBeVisible();
  // another seed gives another picture: the comparison below can fail
  const other = await runWithSeed(page, homeFolder, "4712", "other");
  expect(differentPixels(first.node, other.node)).toBeGreaterThan(100);
  expect(differentPixels(first.file, other.file)).toBeGreaterThan(100);

  await page.getByRole("button", { name: "Close mine" }).click();
  await page.getByRole("button", { name: "Close without saving" }).click();
  await page.reload();
  await ready(page);
  await expect(page.getByRole("tab", { name: /^mine/ })).toHaveCount(0);
  await openInFolder(page, homeFolder, "mine.json");
  await expect(
    page.getByRole("tab", { name: "mine", exact: true }),
  ).toBeVisible();

  // under another name, so that the file is written anew
  const again = await runWithSeed(page, homeFolder, "4711", "again");
  expect(differentPixels(again.node, first.node)).toBe(0);
  expect(differentPixels(again.file, first.file)).toBe(0);
});

test("another start of the program computes the same picture from the saved file", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const first = await runWithSeed(page, homeFolder, "4711", "first");
  await saveAs(page, join(homeFolder, "mine.json"));
  await expect(
    page.getByRole("tab", { name: "mine", exact: true }),
  ).toBeVisible();

  const other = await startServer();
  try {
    await page.goto(other.address);
    await ready(page);
    await openInFolder(page, homeFolder, "mine.json");
    await expect(
      page.getByRole("tab", { name: "mine", exact: true }),
    ).toBeVisible();
    expect(await run(page)).toBe("done");
    expect(new Set(Object.values(await nodeStates(page)))).toEqual(
      new Set(["done"]),
    );
    const again = await pictures(page, other.homeFolder, "first");
    expect(differentPixels(again.node, first.node)).toBe(0);
    expect(differentPixels(again.file, first.file)).toBe(0);
  } finally {
    await page.goto("about:blank");
    await other.stop();
  }
});

test("the folder that is typed in the dialog is the one that is saved in, with or without Enter", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const folder = join(homeFolder, "other place");
  await mkdir(folder, { recursive: true });
  await page.keyboard.press("Control+Shift+S");
  const dialog = page.getByRole("dialog");
  const field = dialog.getByLabel("Folder", { exact: true });
  await expect(field).not.toHaveValue("");
  await field.fill(folder);
  await dialog.getByLabel("File name or path").fill("mine");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(
    page.getByRole("tab", { name: "mine", exact: true }),
  ).toBeVisible();
  expect(await readdir(folder)).toEqual(["mine.json"]);
});

test("a file that is there already is asked about before it is replaced, its path typed or its name", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const precious = join(homeFolder, "precious.json");
  await writeFile(precious, "precious");
  await page.keyboard.press("Control+Shift+S");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Folder", { exact: true })).not.toHaveValue(
    "",
  );
  await dialog.getByLabel("File name or path").fill(precious);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText(/is there already/)).toBeVisible();
  expect(await readFile(precious, "utf8")).toBe("precious");
  await dialog.getByRole("button", { name: "Replace" }).click();
  await expect(
    page.getByRole("tab", { name: "precious", exact: true }),
  ).toBeVisible();
  expect(await readFile(precious, "utf8")).toContain("stepwright-graph");
});

test("what is not saved is there again after the page was loaded anew", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "sampler-edm");
  await setValue(page, "seed", "99");
  const tab = page.getByRole("tab", { name: /Ring of 8.*unsaved/ });
  await expect(tab).toBeVisible();
  await expect(page.getByText(/^autosaved/)).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(tab).toBeVisible();
  await selectNode(page, "sampler-edm");
  await expect(
    page.locator(".inspector").getByLabel("seed", { exact: true }),
  ).toHaveValue("99");
});

interface Shown {
  /** The plot of a Scatter Plot. */
  readonly node: Pixels;
  /** What Save Image wrote last under a name. */
  readonly file: Pixels;
}

async function runWithSeed(
  page: App["page"],
  homeFolder: string,
  seed: string,
  name: string,
): Promise<Shown> {
  await selectNode(page, "save-image");
  await setValue(page, "name", name);
  await selectNode(page, "sampler-optimized");
  await setValue(page, "seed", seed);
  expect(await run(page)).toBe("done");
  return pictures(page, homeFolder, name);
}

async function pictures(
  page: App["page"],
  homeFolder: string,
  name: string,
): Promise<Shown> {
  const node = await plotPixels(page, "scatter-optimized");
  const output = join(homeFolder, "output");
  const last = (await readdir(output))
    .filter((file) => file.startsWith(name) && file.endsWith(".png"))
    .toSorted()
    .at(-1);
  return { node, file: pixelsOf(await readFile(join(output, last ?? ""))) };
}
