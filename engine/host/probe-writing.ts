import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, open, rm, stat } from "node:fs/promises";
import { dirname, join, parse, resolve } from "node:path";
import { codeOf } from "./code-of.ts";
import { isStream } from "./is-stream.ts";

/**
 * Tries whether a file can be written, before much is computed for it: beside it, or in the first folder above that is there,
 * a file is made and taken away again.
 * @throws The system's error where it cannot.
 */
export async function probeWriting(path: string): Promise<void> {
  const target = resolve(path);
  const there = await stat(target).catch(() => undefined);
  if (there?.isDirectory() === true)
    throw Object.assign(new Error(`${target} is a folder.`), {
      code: "EISDIR",
    });
  if (await isStream(target)) {
    await access(target, constants.W_OK);
    return;
  }
  let folder = dirname(target);
  while (folder !== dirname(folder) && !(await isThere(folder)))
    folder = dirname(folder);
  const probe = join(
    folder,
    `.${parse(target).base}.${randomBytes(6).toString("hex")}.tmp`,
  );
  const file = await open(probe, "wx");
  await file.close();
  await rm(probe);
}

async function isThere(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => error);
  // what is closed to us is there, and says so when it is tried
  return codeOf(found) !== "ENOENT";
}
