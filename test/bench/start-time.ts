import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../../build/find-chromium.mjs";

/**
 * Milliseconds from `npm start` to an editor that can be used, in a browser that is open already.
 * @param root - The project's folder, where all is built.
 * @param folder - For its home and state.
 */
export async function startTime(root: string, folder: string): Promise<number> {
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
  });
  const started = performance.now();
  const program = spawn(
    process.execPath,
    [join(root, "build", "start.mjs"), "--no-open", "--port", "0"],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        DISPLAY: "",
        WAYLAND_DISPLAY: "",
        STEPWRIGHT_HOME: join(folder, "home"),
        STEPWRIGHT_STATE: join(folder, "state"),
      },
    },
  );
  const ended = once(program, "exit");
  try {
    let output = "";
    let address: string | undefined;
    for await (const text of program.stdout) {
      output += String(text);
      address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output)?.[0];
      if (address !== undefined) break;
    }
    if (address === undefined) throw new Error(`No address in: ${output}`);
    await page.goto(address);
    await page
      .getByRole("button", { name: /^Run/ })
      .and(page.locator(":enabled"))
      .first()
      .waitFor();
    await page.locator("canvas").first().waitFor();
    return performance.now() - started;
  } finally {
    await browser.close();
    program.kill("SIGINT");
    await ended;
  }
}
