import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fingerprint } from "./fingerprint.mjs";
import { withLock } from "./lock.mjs";
import { root, say } from "./project.mjs";

/** Builds dist/ where a source, a setting or the lock file is not what it was built from. */
export async function ensureBuilt() {
  if (upToDate()) return;
  await withLock(`${root}.cache/build.lock`, "building", () => {
    if (upToDate()) return;
    say("building");
    const started = Date.now();
    const done = spawnSync(process.execPath, [`${root}build/build.mjs`], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: process.stderr.isTTY
        ? process.env
        : { ...process.env, NO_COLOR: "1" },
    });
    if (done.status !== 0) {
      say("the build failed; its messages are above.");
      process.exit(1);
    }
    say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
}

function upToDate() {
  try {
    return readFileSync(`${root}dist/built-from`, "utf8") === fingerprint();
  } catch {
    return false;
  }
}
