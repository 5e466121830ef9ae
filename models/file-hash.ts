import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, mkdir, readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { openFailure } from "./file-failure.ts";

interface KnownHash {
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly sha256: string;
}

const known = new Map<string, KnownHash>();
let log: { readonly path: string; read: number } | undefined;

/**
 * Keeps the hashes of files in a log that all processes of the program share: a line of JSON for each. Without it they
 * are remembered in this process alone.
 */
export function keepHashes(path: string): void {
  log = { path, read: -1 };
}

/**
 * SHA-256 of a file's bytes in hexadecimal, read as a stream; remembered while its size and time of change stay.
 * @throws BadInput where there is no such file.
 */
export async function fileHash(path: string): Promise<string> {
  const state = await stateOf(path);
  const found = await knownHash(path, state);
  if (found !== undefined) return found;
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }))
    hash.update(piece as Buffer);
  const sha256 = hash.digest("hex");
  await rememberHash(path, { ...state, sha256 });
  return sha256;
}

/**
 * How large a file is, and how much of it fileHash would have to read: nothing of one that was read before.
 * @throws BadInput where there is no such file.
 */
export async function lookAtFile(
  path: string,
): Promise<{ readonly bytes: number; readonly unreadBytes: number }> {
  const state = await stateOf(path);
  const found = await knownHash(path, state);
  const { bytes } = state;
  return { bytes, unreadBytes: found === undefined ? bytes : 0 };
}

/** Keeps what was computed of a file, or of a folder. */
export async function rememberHash(
  path: string,
  entry: KnownHash,
): Promise<void> {
  const place = resolve(path);
  const last = known.get(place);
  if (last?.sha256 === entry.sha256 && last.modifiedMs === entry.modifiedMs)
    return;
  known.set(place, entry);
  await writeLog(`${JSON.stringify({ path: place, ...entry })}\n`);
}

type FileState = Pick<KnownHash, "bytes" | "modifiedMs">;

async function stateOf(path: string): Promise<FileState> {
  const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
    throw openFailure(path, "a model", error);
  });
  return { bytes: size, modifiedMs: mtimeMs };
}

/** The hash of a file while it is in a state; `undefined` where no process has computed it. */
async function knownHash(
  path: string,
  { bytes, modifiedMs }: FileState,
): Promise<string | undefined> {
  const place = resolve(path);
  const isOf = (entry: KnownHash | undefined): entry is KnownHash =>
    entry?.bytes === bytes && entry.modifiedMs === modifiedMs;
  const mine = known.get(place);
  if (isOf(mine)) return mine.sha256;
  await readLog();
  const theirs = known.get(place);
  return isOf(theirs) ? theirs.sha256 : undefined;
}

/** What a file, or a pipeline's folder, was when it was last read, which may be gone since. */
export async function lastFileHash(
  path: string,
): Promise<Pick<KnownHash, "bytes" | "sha256"> | undefined> {
  const place = resolve(path);
  if (!known.has(place)) await readLog();
  return known.get(place);
}

/** SHA-256 of a text in hexadecimal. */
export function textHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What cannot be kept is computed again: it costs time, no result. */
async function writeLog(line: string): Promise<void> {
  if (!log) return;
  const { path } = log;
  await mkdir(dirname(path)).catch(() => undefined);
  await appendFile(path, line).catch(() => undefined);
}

/** Takes over what other processes have written. */
async function readLog(): Promise<void> {
  if (!log) return;
  const about = await stat(log.path).catch(() => undefined);
  if (about === undefined || about.size === log.read) return;
  const text = await readFile(log.path, "utf8").catch(() => "");
  log.read = about.size;
  for (const line of text.split("\n")) {
    const entry = entryOf(line);
    if (entry) known.set(entry.path, entry);
  }
}

/** `undefined` for a line that was cut off. */
function entryOf(line: string): (KnownHash & { path: string }) | undefined {
  try {
    const { path, bytes, modifiedMs, sha256 } = JSON.parse(line) as Partial<
      KnownHash & { path: string }
    >;
    return typeof path === "string" &&
      typeof bytes === "number" &&
      typeof modifiedMs === "number" &&
      typeof sha256 === "string"
      ? { path, bytes, modifiedMs, sha256 }
      : undefined;
  } catch {
    return undefined;
  }
}
