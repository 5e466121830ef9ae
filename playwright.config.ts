import { defineConfig } from "@playwright/test";
import { findChromium } from "./build/find-chromium.mjs";

const executablePath = await findChromium();
/** Chromium refuses its sandbox to root. */
const asRoot = process.platform === "linux" && process.getuid?.() === 0;

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: ".cache/test-results/browser",
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // one test waits for much; more at once than processors would run out of their time
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    // recording takes a quarter of the time; `--trace on` records
    trace: "off",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        ...(asRoot ? ["--no-sandbox"] : []),
      ],
    },
  },
});
