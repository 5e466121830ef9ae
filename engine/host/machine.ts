import { createHash } from "node:crypto";
import { access, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, parse } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Machine } from "../machine.ts";
import { writeNewFile } from "./atomic-write.ts";
import { openCheckpoint } from "./checkpoint-folder.ts";
import { checkpointFolder } from "./folders.ts";

/** Node's machine, for every child process. */
export const nodeMachine: Machine = {
  hash: (text) => createHash("sha256").update(text).digest("hex"),
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  pause: () => setImmediate(),
  fileIdentity,
  fileExists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  async writeNewFile(folder, name, bytes) {
    const path = await writeNewFile(folder, name, bytes);
    return { path, name: basename(path), bytes: bytes.byteLength };
  },
  openCheckpoint: (key) => openCheckpoint(checkpointFolder(), key, false),
  memoryBytes: () => process.memoryUsage().rss,
};

async function fileIdentity(path: string): Promise<string> {
  const stem = parse(path).name;
  const beside = await identities(dirname(path), (name) =>
    name.startsWith(stem),
  );
  const about = await stat(path).catch(() => undefined);
  const within = about?.isDirectory() ? await withinFolder(path) : [];
  return [...beside, ...within].join("|");
}

/** Of all in a folder, and of all in the folders in it where they are the parts of one model. */
async function withinFolder(path: string): Promise<readonly string[]> {
  const parts = [...(await identities(path))];
  if (!parts.some((part) => part.startsWith("model_index.json:"))) return parts;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((each) => each.isDirectory()))
    parts.push(...(await identities(join(path, entry.name))));
  return parts;
}

async function identities(
  folder: string,
  counts: (name: string) => boolean = () => true,
): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const parts: string[] = [];
  for (const name of names.filter(counts).toSorted()) {
    const about = await stat(join(folder, name)).catch(() => undefined);
    if (about) parts.push(`${name}:${about.size}:${about.mtimeMs}`);
  }
  return parts;
}
