import { stat } from "node:fs/promises";
import { join } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import {
  fileHash,
  lastFileHash,
  lookAtFile,
  rememberHash,
  textHash,
} from "./file-hash.ts";
import { pipelineFiles } from "./pipeline/folder-content.ts";

/** What a model is, by its content: that of one file, or of a pipeline's folder. */
export const modelHashes = {
  about: aboutModel,
  of: modelHash,
  last: lastFileHash,
} as const;

/**
 * How large a model is, and how much of it modelHash would have to read: nothing of files that were read before. Reads
 * names and sizes only.
 * @returns `undefined` where there is none.
 */
async function aboutModel(
  path: string,
): Promise<
  { readonly bytes: number; readonly unreadBytes: number } | undefined
> {
  const about = await stat(path).catch(() => undefined);
  if (about?.isFile() === true) return lookAtFile(path);
  if (about?.isDirectory() !== true) return undefined;
  const names = await pipelineFiles(path);
  if (names.length === 0) return undefined;
  let bytes = 0;
  let unreadBytes = 0;
  for (const name of names) {
    const file = await lookAtFile(join(path, name));
    bytes += file.bytes;
    unreadBytes += file.unreadBytes;
  }
  return { bytes, unreadBytes };
}

/**
 * SHA-256 of a file, or, of a pipeline's folder, over the names and hashes of its files, so that it is the same wherever the
 * folder lies and whatever it is called.
 * @throws BadInput where there is no such file, or the folder is no pipeline's.
 */
async function modelHash(path: string): Promise<string> {
  const folder = await stat(path).catch(() => undefined);
  if (folder?.isDirectory() !== true) return fileHash(path);
  const names = await pipelineFiles(path);
  if (names.length === 0)
    throw new BadInput(`${path} is not the folder of a pipeline`);
  const lines: string[] = [];
  let bytes = 0;
  let modifiedMs = 0;
  for (const name of names) {
    const file = join(path, name);
    lines.push(`${await fileHash(file)} ${name}`);
    const about = await stat(file);
    bytes += about.size;
    modifiedMs = Math.max(modifiedMs, about.mtimeMs);
  }
  const sha256 = textHash(lines.join("\n"));
  await rememberHash(path, { bytes, modifiedMs, sha256 });
  return sha256;
}
