import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../app.ts";
import { startServer } from "../server.ts";
import { nodesOf, ready, setSeed, dropFile } from "./window.ts";

test("the first start opens the default template, saved to no file and unchanged", async ({
  app: { page },
}) => {
  await ready(page);
  const tab = page.getByRole("tab", { name: /Ring of 8/ });
  await expect(tab).toHaveAttribute("aria-selected", "true");
  await expect(tab).not.toHaveAccessibleName(/unsaved/);
});

test("a change is marked, saved through the dialog, and kept over a reload", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await setSeed(page, "421");
  await expect(
    page.getByRole("tab", { name: /Ring of 8.*, unsaved/ }),
  ).toBeVisible();

  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Save the graph as" });
  await dialog.getByRole("button", { name: "New folder" }).click();
  await dialog.getByLabel("Name of the new folder").fill("mine");
  await dialog.getByRole("button", { name: "Make" }).click();
  await expect(dialog.getByLabel("Folder", { exact: true })).toHaveValue(
    /mine$/,
  );
  await dialog.getByLabel("File name or path").fill("ring");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByRole("tab", { name: "ring", exact: true }),
  ).toBeVisible();
  const path = join(homeFolder, "graphs", "mine", "ring.json");
  expect(await readFile(path, "utf8")).toContain('"seed": 421');

  await setSeed(page, "422");
  await expect(page.getByTestId("autosave")).toContainText("autosaved");
  await page.reload();
  await ready(page);
  await expect(page.getByRole("tab", { name: "ring, unsaved" })).toBeVisible();
  const [sampler] = await nodesOf(page, "sampling/sampler");
  expect(sampler?.values["seed"]).toBe(422);

  // its file is known still: no dialog this time
  await page.keyboard.press("Control+s");
  await expect(
    page.getByRole("tab", { name: "ring", exact: true }),
  ).toBeVisible();
  expect(await readFile(path, "utf8")).toContain('"seed": 422');
});

test("typing in the save dialog replaces the offered name and keeps its ending", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await page.keyboard.press("Control+n");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Save the graph as" });
  const name = dialog.getByLabel("File name or path");
  await expect(name).toBeFocused();
  await expect(name).toHaveValue("Untitled.json");
  await page.keyboard.type("mine");
  await expect(name).toHaveValue("mine.json");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("tab", { name: "mine", exact: true }),
  ).toBeVisible();
  await stat(join(homeFolder, "graphs", "mine.json"));
});

test("saving over another file asks first, and a folder that cannot be written says so", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const taken = join(homeFolder, "taken.json");
  await writeFile(taken, "{}");
  await page.keyboard.press("Control+Shift+s");
  const dialog = page.getByRole("dialog", { name: "Save the graph as" });
  await dialog.getByLabel("Folder", { exact: true }).fill(homeFolder);
  await dialog.getByLabel("Folder", { exact: true }).press("Enter");
  await dialog.getByLabel("File name or path").fill("taken");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    "taken.json is there already",
  );
  expect(await readFile(taken, "utf8")).toBe("{}");
  await dialog.getByRole("button", { name: "Replace" }).click();
  await expect(
    page.getByRole("tab", { name: "taken", exact: true }),
  ).toBeVisible();

  await setSeed(page, "9");
  await page.keyboard.press("Control+Shift+s");
  await dialog.getByLabel("File name or path").fill("/proc/nowhere/ring.json");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".toast")).toContainText("/proc/nowhere");
  await expect(page.getByRole("tab", { name: "taken, unsaved" })).toBeVisible();
});

test("a folder that is typed before the dialog has listed its first one is the one that counts", async ({
  app: { page, homeFolder },
}) => {
  // each message takes a while, and the first listing takes two of them
  await page.routeWebSocket(/./, (window) => {
    const server = window.connectToServer();
    window.onMessage((message) => server.send(message));
    server.onMessage((message) => setTimeout(() => window.send(message), 300));
  });
  await page.reload();
  await ready(page);
  await page.keyboard.press("Control+Shift+s");
  const dialog = page.getByRole("dialog", { name: "Save the graph as" });
  const folder = dialog.getByLabel("Folder", { exact: true });
  await folder.fill(homeFolder);
  await folder.press("Enter");
  await dialog.getByLabel("File name or path").fill("slow");
  await dialog.getByRole("button", { name: "graphs" }).first().waitFor();
  await expect(folder).toHaveValue(homeFolder);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByRole("tab", { name: "slow", exact: true }),
  ).toBeVisible();
  await stat(join(homeFolder, "slow.json"));
});

test("closing an unsaved graph asks; cancel keeps it, discarding closes it", async ({
  app: { page },
}) => {
  await ready(page);
  await setSeed(page, "7");
  const tab = page.getByRole("tab", { name: /Ring of 8/ });
  await page.getByRole("button", { name: /^Close Ring of 8/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Save .* before closing/ });
  await expect(dialog.getByRole("button", { name: "Save" })).toBeFocused();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(tab).toBeVisible();
  await page.getByRole("button", { name: /^Close Ring of 8/ }).click();
  await dialog.getByRole("button", { name: "Close without saving" }).click();
  await expect(tab).toBeHidden();
  await expect(page.getByRole("tab", { name: "Untitled" })).toBeVisible();
});

test("a dropped graph opens beside the others and changes none", async ({
  app: { page },
}) => {
  await ready(page);
  await setSeed(page, "3");
  const graph = {
    format: "stepwright-graph",
    version: 1,
    nodes: [
      { id: "m", type: "sampling/model", position: [0, 0], values: {} },
      { id: "u", type: "later/unknown", position: [300, 0], values: { a: 1 } },
      { id: "v", type: "later/other", position: [600, 0], values: {} },
    ],
    links: [],
    groups: [],
  };
  await dropFile(page, "two nodes.json", JSON.stringify(graph));
  await expect(
    page.getByRole("tab", { name: "two nodes, unsaved" }),
  ).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".toast")).toHaveCount(1);
  await expect(page.locator(".toast")).toContainText(
    /later\/unknown.*later\/other/,
  );
  await page.getByRole("tab", { name: /Ring of 8/ }).click();
  const [sampler] = await nodesOf(page, "sampling/sampler");
  expect(sampler?.values["seed"]).toBe(3);

  await dropFile(page, "broken.json", "{");
  await expect(page.locator(".toast[data-tone=bad]")).toContainText(
    "broken.json",
  );
  await dropFile(page, "net.onnx", "x");
  await expect(
    page.getByText(/A browser does not tell where net.onnx lies/).first(),
  ).toBeVisible();
});

test("a graph of a newer version is read-only and says so", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  const path = join(homeFolder, "newer.json");
  await writeFile(
    path,
    JSON.stringify({
      format: "stepwright-graph",
      version: 99,
      nodes: [],
      links: [],
      groups: [],
    }),
  );
  await page.keyboard.press("Control+o");
  const dialog = page.getByRole("dialog", { name: "Open a graph" });
  await dialog.getByLabel("File name or path").fill(path);
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "newer version" }),
  ).toBeVisible();
  const before = await stat(path);
  await page.keyboard.press("Control+s");
  await page
    .getByRole("dialog", { name: "Save the graph as" })
    .getByRole("button", { name: "Cancel" })
    .click();
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
});

test("while the engine is away, graphs stay open and can be changed, and the window says so", async ({
  page,
}) => {
  const first = await startServer();
  await page.goto(first.address);
  await ready(page);
  await first.stop();
  await expect(page.getByText(/your graphs stay open here/i)).toBeVisible();
  await setSeed(page, "77");
  await expect
    .poll(
      async () => (await nodesOf(page, "sampling/sampler"))[0]?.values["seed"],
    )
    .toBe(77);
  await expect(page.getByTestId("autosave")).toContainText("not autosaved");
});
