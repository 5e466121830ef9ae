import { constants } from "node:fs";
import { link, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, parse, resolve } from "node:path";
import { randomBytes } from "node:crypto";
import { BadInput } from "../../core/bad-input.ts";
import { codeOf } from "./code-of.ts";
import { ensureFolder } from "./ensure-folder.ts";
import { isStream } from "./is-stream.ts";
import { writeFailure } from "./write-failure.ts";

/**
 * Writes a file whole or not at all: to a temporary file beside it, synced, then renamed over it. A device or a pipe is
 * written into.
 * @throws BadInput in a sentence where the disk is full or the folder cannot be written; the old file is whole then.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  // `new/../x` names x, though there is no folder `new`
  const target = resolve(path);
  if (await isStream(target)) {
    await writeFile(target, content).catch((error: unknown) => {
      throw writeFailure(target, error);
    });
    return;
  }
  await withTemporary(target, content, (temporary) =>
    rename(temporary, target),
  );
}

/**
 * Writes a file that is not there yet, whole or not at all: `name.png`, `name-2.png`, …
 * @returns The path that it got.
 * @throws BadInput as writeFileAtomic.
 */
export async function writeNewFile(
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const { name: stem, ext } = parse(name);
  if (parse(name).base !== name || stem === "" || name.includes("\0"))
    throw new BadInput(`"${name}" is not a file name.`);
  for (let count = 1; ; count += 1) {
    const path = resolve(folder, count === 1 ? name : `${stem}-${count}${ext}`);
    try {
      await withTemporary(path, bytes, (temporary) =>
        moveWhereFree(temporary, path),
      );
      return path;
    } catch (error) {
      if (codeOf((error as Error).cause ?? error) !== "EEXIST") throw error;
    }
  }
}

/** Renames, but fails (EEXIST) where the name is taken: a hard link does that, where the disk knows them. */
async function moveWhereFree(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
    await rm(temporary);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    const reserved = await open(path, "wx");
    await reserved.close();
    await rename(temporary, path);
  }
}

/** @param path - Absolute. */
async function withTemporary(
  path: string,
  content: string | Uint8Array,
  finish: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(
    folder,
    `.${parse(path).base}.${randomBytes(6).toString("hex")}.tmp`,
  );
  try {
    await ensureFolder(folder);
    const file = await open(temporary, "wx", 0o666);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await finish(temporary);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(path, error);
  }
}

/** Makes the rename itself last; not every platform can open a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
