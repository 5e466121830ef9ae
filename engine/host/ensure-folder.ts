import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it where they are not there. Not `mkdir`'s own `recursive`: in /proc, where nothing can
 * be made, that one tries for ever.
 */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" && !(await isThere(dirname(folder)))) {
      await ensureFolder(dirname(folder));
      await mkdir(folder);
      return;
    }
    // also where it may not be made again, such as the root of a read-only disk
    const there = await stat(folder).catch(() => undefined);
    if (there?.isDirectory() === true) return;
    throw there === undefined
      ? error
      : Object.assign(new Error(`${folder} is a file.`, { cause: error }), {
          code: "ENOTDIR",
        });
  }
}

async function isThere(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined;
}
