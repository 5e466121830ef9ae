import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { BadInput } from "../core/bad-input.ts";
import { openFailure } from "./file-failure.ts";

/**
 * What lies in a folder.
 * @param wanted - What the folder is to be, for the sentence.
 * @throws BadInput where there is no such folder, it is a file, or it cannot be read.
 */
export async function readFolder(
  path: string,
  wanted: string,
): Promise<readonly Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    if (code !== "ENOENT" && code !== "ENOTDIR")
      throw openFailure(path, wanted, cause);
    // what lies "in" a file is not there either
    const about = await stat(path).catch(() => undefined);
    throw new BadInput(
      about === undefined
        ? `there is no folder ${path}, wanted ${wanted}`
        : `${path} is a file, wanted ${wanted}`,
      { cause },
    );
  }
}
