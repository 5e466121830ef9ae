import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { withLock } from "./lock.mjs";
import { root, say } from "./project.mjs";

const stampFile = `${root}node_modules/.stepwright-setup`;

/** Runs `npm ci` where node_modules is missing or does not match the lock file. */
export async function installPackages() {
  if (stamped()) return;
  await withLock(`${root}.cache/install.lock`, "installing packages", install);
}

function install() {
  if (stamped()) return;
  if (!matches()) {
    say(
      existsSync(`${root}node_modules`)
        ? "node_modules does not match package-lock.json: npm ci"
        : "installing packages: npm ci",
    );
    const npm = process.env.npm_execpath;
    const [command, ...first] = npm?.endsWith(".js")
      ? [process.execPath, npm]
      : ["npm"];
    const done = spawnSync(
      command ?? "npm",
      [...first, "ci", "--no-audit", "--no-fund"],
      {
        cwd: root,
        stdio: ["ignore", 2, 2],
        shell: process.platform === "win32" && first.length === 0,
      },
    );
    if (done.status !== 0) {
      say(
        "npm ci failed (its messages are above): Stepwright cannot start without its packages.",
      );
      process.exit(1);
    }
  }
  writeFileSync(stampFile, lockHash());
}

function stamped() {
  try {
    return readFileSync(stampFile, "utf8") === lockHash();
  } catch {
    return false;
  }
}

/** What was installed depends on the lock file and on the machine (native packages). */
function lockHash() {
  return createHash("sha256")
    .update(readFileSync(`${root}package-lock.json`))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
}

/** Whether npm's own record of what it installed holds every package of the lock file, so that nothing is installed twice. */
function matches() {
  try {
    const wanted = packagesOf("package-lock.json");
    const installed = packagesOf("node_modules/.package-lock.json");
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === "") return true;
      const there = installed[path];
      if (there === undefined) return entry.optional === true;
      return (
        there.version === entry.version &&
        there.integrity === entry.integrity &&
        existsSync(`${root}${path}/package.json`)
      );
    });
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(`${root}${file}`, "utf8")).packages;
}
