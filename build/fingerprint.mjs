import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";

/** What dist/ is made from. Folders are taken whole. */
const sources = [
  "core",
  "engine",
  "models",
  "nodes",
  "electron",
  "cli",
  "renderer",
  "build",
  "package.json",
  "package-lock.json",
];
const left = new Set(["training", "icons"]);

/** Changes when a file that dist/ is made from is changed, added or removed: their paths, times and sizes. */
export function fingerprint() {
  const hash = createHash("sha256");
  for (const source of sources) add(hash, source);
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} path - Relative to the root.
 */
function add(hash, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    hash.update(`${path}\0${found.mtimeMs}\0${found.size}\n`);
    return;
  }
  for (const name of readdirSync(join(root, path)).toSorted()) {
    if (!left.has(name)) add(hash, `${path}/${name}`);
  }
}
