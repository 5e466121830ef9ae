import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { openFailure } from "./file-failure.ts";

const known = new Map<
  string,
  { readonly size: number; readonly modifiedMs: number; readonly hash: string }
>();

/** SHA-256 of a file's bytes in hexadecimal, read as a stream; remembered while its size and time of change stay. */
export async function fileHash(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
    throw openFailure(path, "a model", error);
  });
  const before = known.get(path);
  if (before?.size === size && before.modifiedMs === mtimeMs)
    return before.hash;
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }))
    hash.update(piece as Buffer);
  const digest = hash.digest("hex");
  known.set(path, { size, modifiedMs: mtimeMs, hash: digest });
  return digest;
}

/** SHA-256 of a text in hexadecimal. */
export function textHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
