import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
} from "@playwright/test";
import { displayProblem, findElectron } from "../../../build/find-electron.mjs";
import type {} from "../../../renderer/run/desktop.ts";
import { descendants, stillRunning, type Process } from "../processes.ts";

// The desktop program itself, where Electron's binary is. Where it is not, every test is skipped loudly; with
// REQUIRE_ELECTRON=1 it fails instead.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const binary = findElectron();
const missing =
  binary === undefined
    ? "Electron's binary is not on this machine"
    : displayProblem();

interface Desktop {
  readonly program: ElectronApplication;
  readonly page: Page;
  readonly pid: number;
}

const test = base.extend<{ desktop: Desktop }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern here
  desktop: async ({}, provide) => {
    if (process.env["REQUIRE_ELECTRON"] === "1" && missing !== undefined)
      throw new Error(`REQUIRE_ELECTRON is set, but ${missing}.`);
    test.skip(missing !== undefined, missing);
    const folder = await mkdtemp(join(tmpdir(), "stepwright desktop "));
    const program = await _electron.launch({
      ...(binary === undefined ? {} : { executablePath: binary }),
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), root],
      env: {
        ...(process.env as Record<string, string>),
        STEPWRIGHT_HOME: join(folder, "home"),
        STEPWRIGHT_STATE: join(folder, "state"),
      },
    });
    const page = await program.firstWindow();
    const pid = program.process().pid ?? 0;
    await provide({ program, page, pid });
    const watched = descendants(pid);
    await program.close();
    await rm(folder, { recursive: true, force: true });
    const left = await stillRunning(watched, 5000);
    expect(left, "processes left behind").toEqual([]);
  },
});

test.beforeAll(() => {
  if (missing !== undefined)
    console.warn(`\nSKIPPED: the desktop tests, because ${missing}.\n`);
});

/** The processes below main whose command line names one of our entries. */
const ours = (pid: number): readonly Process[] =>
  descendants(pid).filter(({ command }) => command.includes("utility"));

test("the window shows the editor from app://, and no port listens for it", async ({
  desktop: { page },
}) => {
  await expect(page.locator("canvas").first()).toBeVisible();
  expect(new URL(page.url()).protocol).toBe("app:");
  expect(new URL(page.url()).host).toBe("stepwright");
});

test("the page has the bridge and nothing of Node", async ({
  desktop: { page },
}) => {
  const seen = await page.evaluate(() => ({
    bridge: Object.keys(window.stepwrightDesktop ?? {}).toSorted(),
    require: "require" in window,
    process: "process" in window,
    module: "module" in window,
  }));
  expect(seen).toEqual({
    bridge: [
      "choosePath",
      "onCommand",
      "pathOfDroppedFile",
      "platform",
      "requestEngine",
      "setUnsaved",
      "showInFolder",
    ],
    require: false,
    process: false,
    module: false,
  });
});

test("nothing that the page does leads it elsewhere or opens a window", async ({
  desktop: { program, page },
}) => {
  const address = page.url();
  await page.evaluate(() => {
    window.open("http://127.0.0.1:9/");
    window.location.href = "http://127.0.0.1:9/";
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(address);
  expect(program.windows()).toHaveLength(1);
});

test("the ready graph runs, and its runner is a process of its own", async ({
  desktop: { page, pid },
}) => {
  await expect(page.locator("canvas").first()).toBeVisible();
  await page.getByRole("button", { name: /^Run/ }).first().click();
  await expect.poll(() => ours(pid).length).toBeGreaterThan(1);
  await expect(page.getByText("Done").first()).toBeVisible({
    timeout: 60_000,
  });
});

test("the menu's Undo and Run are the window's commands", async ({
  desktop: { program, page },
}) => {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.stepwrightDesktop?.onCommand((command) => heard.push(command));
  });
  await program.evaluate(({ Menu }) => {
    const find = (label: string) =>
      Menu.getApplicationMenu()
        ?.items.flatMap((item) => item.submenu?.items ?? [])
        .find((item) => item.label === label);
    find("Undo")?.click();
    find("Interrupt")?.click();
  });
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "heard") as unknown))
    .toEqual(["undo", "interrupt"]);
});
