import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { root, say } from "./project.mjs";

const folder = `${root}node_modules/electron`;
const failureFile = `${root}.cache/electron-download-failed`;
const downloadLimitMs = 90_000;
const tryAgainMs = 24 * 60 * 60 * 1000;

/** Path of the binary inside its distribution. */
const inside = {
  darwin: "Electron.app/Contents/MacOS/Electron",
  win32: "electron.exe",
};

/**
 * Electron's binary, where it lies on this machine. Never imports `electron`: that would start a download.
 * @returns {string | undefined}
 */
export function findElectron() {
  const name =
    process.platform === "darwin" || process.platform === "win32"
      ? inside[process.platform]
      : "electron";
  return [process.env.ELECTRON_OVERRIDE_DIST_PATH, `${folder}/dist`]
    .filter((place) => place !== undefined && place !== "")
    .map((place) => `${place}/${name}`)
    .find((file) => existsSync(file));
}

/**
 * Tries to download the binary, once a day at most and for a short time.
 * @returns {string | undefined} why it is not there; undefined where it is there now.
 */
export function downloadElectron() {
  const failure = recentFailure();
  if (failure !== undefined) return failure;
  say(
    `downloading Electron (about 110 MB, for at most ${downloadLimitMs / 1000} s)`,
  );
  const done = spawnSync(process.execPath, [`${folder}/install.js`], {
    stdio: ["ignore", "ignore", "pipe"],
    timeout: downloadLimitMs,
    encoding: "utf8",
  });
  if (done.status === 0 && findElectron() !== undefined) return undefined;
  const reason =
    done.status === null
      ? `its download took longer than ${downloadLimitMs / 1000} s`
      : "its download failed";
  mkdirSync(`${root}.cache`, { recursive: true });
  writeFileSync(failureFile, reason);
  return `${reason} (it is tried again tomorrow; \`npx install-electron\` tries now)`;
}

function recentFailure() {
  try {
    const ageMs = Date.now() - statSync(failureFile).mtimeMs;
    if (ageMs > tryAgainMs) return undefined;
    return `${readFileSync(failureFile, "utf8")} in the last day (\`npx install-electron\` tries again)`;
  } catch {
    return undefined;
  }
}

/**
 * Why Electron's window cannot open here although its binary is there, as a clause; undefined where it can.
 * @returns {string | undefined}
 */
export function displayProblem() {
  if (process.platform !== "linux") return undefined;
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined;
  return "there is no display";
}
