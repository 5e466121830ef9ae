import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter } from "node:path";
import { root, say } from "./project.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const macApplications = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * A Chromium that is installed on this machine: the one named by STEPWRIGHT_CHROMIUM, one on the path, or Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const named = process.env.STEPWRIGHT_CHROMIUM;
  if (named) {
    if (executable(named)) return named;
    say(`STEPWRIGHT_CHROMIUM names ${named}, which is no program; looking on`);
  }
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((place) => names.map((name) => `${place}/${name}`));
  const installed = [...onPath, ...macApplications].find(executable);
  if (installed !== undefined) return installed;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/**
 * Installs a Chromium for the tests: Debian's package where this is Debian and we are root, else Playwright's download.
 * @returns {Promise<string | undefined>} where it is; undefined where it could not be had (and how to get one was said).
 */
export async function installChromium() {
  if (
    process.platform === "linux" &&
    process.getuid?.() === 0 &&
    existsSync("/usr/bin/apt-get")
  ) {
    say("the browser tests need Chromium: apt-get install chromium");
    if (!apt("install", "-y", "--no-install-recommends", "chromium")) {
      apt("update");
      apt("install", "-y", "--no-install-recommends", "chromium");
    }
    const found = await findChromium();
    if (found !== undefined) return found;
  }
  say("the browser tests need Chromium: trying Playwright's download");
  spawnSync(
    process.execPath,
    [`${root}node_modules/@playwright/test/cli.js`, "install", "chromium"],
    { cwd: root, stdio: ["ignore", 2, 2], timeout: 180_000 },
  );
  const found = await findChromium();
  if (found === undefined) {
    say(
      "no Chromium could be had: install one (Debian: apt-get install chromium) or name its program in STEPWRIGHT_CHROMIUM.",
    );
  }
  return found;
}

/** @param {...string} words */
function apt(...words) {
  const done = spawnSync("apt-get", ["-q", ...words], {
    stdio: ["ignore", 2, 2],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return done.status === 0;
}

/** @param {string} file */
function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
