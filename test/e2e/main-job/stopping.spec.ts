import type { Page } from "@playwright/test";
import { expect, test, type App } from "../app.ts";
import { stillRunning } from "../processes.ts";
import { startServer } from "../server.ts";
import {
  jobEnd,
  nodeMessage,
  nodeStates,
  ready,
  run,
  setValue,
  startRun,
} from "../window.ts";
import { lookAt, photograph, placeOf, selectNode } from "./canvas.ts";

for (const [what, node] of [
  ["an optimization", "optimize"],
  ["sampling", "sampler-edm"],
] as const)
  test(`${what} of many minutes that is cancelled stops, its processes do too, and the next run works`, async ({
    app: { page, children },
  }) => {
    await ready(page);
    const before = await startLongRun(page, node);
    const stop = page.getByRole("button", { name: "Interrupt" });
    await stop.click();
    expect(await jobEnd(page, before)).toBe("cancelled");
    await expect(stop).toHaveCount(0);
    await expect
      .poll(() =>
        children().filter(({ command }) => !command.endsWith(" runner")),
      )
      .toEqual([]);
    expect((await nodeStates(page))[node]).not.toBe("running");
    await setValue(page, sizes[node], "500");
    expect(await run(page)).toBe("done");
  });

test("a job that waits is cancelled by its own cross in the queue, and the one that runs goes on", async ({
  app: { page },
}) => {
  await ready(page);
  const first = await startLongRun(page, "sampler-edm");
  const second = await startRun(page);
  await page.getByRole("tab", { name: /^Queue/ }).click();
  const rows = page.locator(".queue-row");
  await expect(rows).toHaveCount(2);
  await rows
    .nth(1)
    .getByRole("button", { name: /^Cancel/ })
    .click();
  expect(await jobEnd(page, second)).toBe("cancelled");
  await expect(rows).toHaveCount(1);
  expect((await nodeStates(page))["sampler-edm"]).toBe("running");
  await page.keyboard.press("Control+Alt+Enter");
  expect(await jobEnd(page, first)).toBe("cancelled");
});

test("a node that fails shows its sentence on itself, and what does not need it still runs", async ({
  app: { page },
}) => {
  await ready(page);
  await selectNode(page, "edm");
  await setValue(page, "steps", "11");
  await setValue(page, "denoise", "0.001");
  const redBefore = await redPixels(page, "edm");
  expect(await run(page)).toBe("failed");
  const sentence = (await nodeMessage(page, "edm")) ?? "";
  expect(sentence).toMatch(/denoise/);
  expect(sentence).toContain("0.001");
  expect(sentence).not.toContain("\n");
  const states = await nodeStates(page);
  expect(states["edm"]).toBe("failed");
  expect(states["scatter-optimized"]).toBe("done");
  expect(states["scatter-edm"]).not.toBe("done");
  expect(await redPixels(page, "edm")).toBeGreaterThan(redBefore + 20);
  await selectNode(page, "edm");
  await expect(
    page.locator(".inspector").getByRole("alert").first(),
  ).toHaveText(sentence);
  await page.getByRole("tab", { name: /^Problems/ }).click();
  await expect(page.locator(".problem-row")).toContainText([sentence]);

  await setValue(page, "denoise", "1");
  expect(await run(page)).toBe("done");
  expect(await redPixels(page, "edm")).toBe(redBefore);
});

test("changing one value runs only what depends on it, and the rest says that it is from the cache", async ({
  app: { page },
}) => {
  await ready(page);
  expect(await run(page)).toBe("done");
  await selectNode(page, "sampler-edm");
  await setValue(page, "seed", "2");
  expect(await run(page)).toBe("done");
  const states = await nodeStates(page);
  const ran = Object.entries(states).flatMap(([node, state]) =>
    state === "done" ? [node] : [],
  );
  expect(ran.toSorted()).toEqual(["sampler-edm", "scatter-edm"]);
  const others = Object.entries(states).filter(([node]) => !ran.includes(node));
  for (const [node, state] of others) expect(state, node).toBe("cached");
  await selectNode(page, "optimize");
  await expect(page.locator(".inspector-progress")).toHaveText("from cache");
  await expect(page.getByText("cached 11 of 13 nodes")).toBeVisible();
});

test("a runner that is killed in mid-run is an error on the node that ran, and the next run works", async ({
  app: { page, children },
}) => {
  await ready(page);
  const before = await startLongRun(page, "sampler-edm");
  killAll(children, " runner");
  expect(await jobEnd(page, before)).toBe("failed");
  expect((await nodeStates(page))["sampler-edm"]).toBe("failed");
  await expect(
    page.locator(".inspector").getByRole("alert").first(),
  ).toContainText(/SIGKILL|ended/);
  await setValue(page, "count", "100");
  expect(await run(page)).toBe("done");
});

test("an optimizer that is killed in mid-run is an error on its node, and the next run works", async ({
  app: { page, children },
}) => {
  await ready(page);
  const before = await startLongRun(page, "optimize");
  killAll(children, " optimizer");
  expect(await jobEnd(page, before)).toBe("failed");
  expect((await nodeStates(page))["optimize"]).toBe("failed");
  await expect(
    page.locator(".inspector").getByRole("alert").first(),
  ).toContainText(/SIGKILL|ended/);
  await setValue(page, "samples", "512");
  expect(await run(page)).toBe("done");
});

test("a server that is stopped or killed in mid-run leaves no process behind", async ({
  page,
}) => {
  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    const server = await startServer();
    await page.goto(server.address);
    await ready(page);
    await startLongRun(page, "optimize");
    const watched = server.children();
    expect(watched.length).toBeGreaterThanOrEqual(2);
    process.kill(server.pid, signal);
    expect(await stillRunning(watched, 5000)).toEqual([]);
    await page.goto("about:blank");
    await server.stop().catch((error: unknown) => {
      // it says that the server was killed, which was this test
      if (signal !== "SIGKILL") throw error;
    });
  }
});

/** The input that decides how much a node of the ready graph has to do. */
const sizes = { optimize: "samples", "sampler-edm": "count" } as const;

/** Makes a node work for minutes, starts the run and waits until that node works. Returns the job's index. */
async function startLongRun(
  page: Page,
  node: keyof typeof sizes,
): Promise<number> {
  if (node === "sampler-edm") {
    // a million samples of a toy take a second for each step
    await selectNode(page, "edm");
    await setValue(page, "steps", "1000");
  }
  await selectNode(page, node);
  await setValue(page, sizes[node], "1000000");
  const job = await startRun(page);
  await expect
    .poll(
      () =>
        page.evaluate((id) => {
          const { documents, run: runs } = window.stepwright ?? {};
          const shown = runs?.shown[documents?.active ?? ""]?.[id];
          return shown?.state === "running" && (shown.progress ?? 0) > 0;
        }, node),
      { intervals: [20], timeout: 30_000 },
    )
    .toBe(true);
  return job;
}

/** Kills the processes of one role, as `kill -9` does. */
function killAll(children: App["children"], role: string): void {
  const found = children().filter(({ command }) => command.endsWith(role));
  expect(found.length).toBeGreaterThan(0);
  for (const { pid } of found) process.kill(pid, "SIGKILL");
}

/** How many pixels of a Schedule node are clearly red. */
async function redPixels(page: Page, node: string): Promise<number> {
  await lookAt(page, node);
  const title = await placeOf(page, node, { title: true });
  const socket = await placeOf(page, node, { output: "schedule" });
  const half = socket.x - title.x;
  const { data, channels } = await photograph(page, {
    x: title.x - half,
    y: title.y - 15,
    width: 2 * half,
    height: 2 * half,
  });
  let count = 0;
  for (let at = 0; at < data.length; at += channels)
    if ((data[at] ?? 0) - (data[at + 2] ?? 0) > 100) count += 1;
  return count;
}
