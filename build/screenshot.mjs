import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ensureBuilt } from "./ensure-built.mjs";
import { root, say } from "./project.mjs";
import { setUp, setUpChromium } from "./set-up.mjs";

// `npm run screenshot`: the README's pictures, docs/editor-light.png and docs/editor-dark.png. The ready graph after a
// run, in the built program.

await setUp();
await ensureBuilt();
const executablePath = await setUpChromium();
if (executablePath === undefined) process.exit(1);
mkdirSync(`${root}docs`, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
for (const theme of /** @type {const} */ (["light", "dark"])) {
  await takePicture(theme, `${root}docs/editor-${theme}.png`);
}
await browser.close();

/**
 * @param {"light" | "dark"} theme
 * @param {string} path
 */
async function takePicture(theme, path) {
  const folder = mkdtempSync(join(tmpdir(), "stepwright-picture-"));
  const server = spawn(
    process.execPath,
    [`${root}dist/cli/main.js`, "serve", "--no-open", "--port", "0"],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        STEPWRIGHT_HOME: `${folder}/home`,
        STEPWRIGHT_STATE: `${folder}/state`,
      },
    },
  );
  const ended = once(server, "exit");
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      colorScheme: theme,
    });
    await page.goto(await printedAddress(server.stdout));
    await page.getByRole("button", { name: /^Run/ }).first().click();
    await page.waitForFunction(runIsDone, undefined, { timeout: 120_000 });
    // the nodes' pictures are drawn a frame after the last event
    await page.waitForTimeout(500);
    await page.screenshot({ path });
    await page.close();
    say(`wrote ${path}`);
  } finally {
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import("node:stream").Readable} stream */
async function printedAddress(stream) {
  let output = "";
  for await (const text of stream) {
    output += text;
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error(`serve printed no address: ${output}`);
}

/** Runs in the page: what renderer/test-handle.ts offers there says that a job has ended well. */
function runIsDone() {
  /** @type {{ run: { jobs: { summary: { state: string } }[] } } | undefined} */
  const window = Reflect.get(globalThis, "stepwright");
  return window?.run.jobs.some(({ summary }) => summary.state === "done");
}
