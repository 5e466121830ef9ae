import { readFile, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { memoryShards } from "../../core/klub/shards.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { writeFileAtomic } from "./atomic-write.ts";
import { ensureFolder } from "./ensure-folder.ts";
import { openShardLog } from "./shard-log.ts";
import { writeFailure } from "./write-failure.ts";

/** Checkpoints that are kept, the last used ones, and bytes that they have together. */
interface Limits {
  readonly mostKept: number;
  readonly mostBytes: number;
}

/** The last used ones may be those of computations at work, each of which has three. */
const mostAtWork = 6;

const usualLimits: Limits = { mostKept: 100, mostBytes: 4e9 };

/**
 * The checkpoint of a computation, in a folder of its own.
 * @param folder - That of all checkpoints.
 * @param key - A hash of everything that decides the result's bits.
 * @param fresh - Forget what was kept.
 * @param limits - Of all checkpoints in the folder.
 */
export async function openCheckpoint(
  folder: string,
  key: string,
  fresh: boolean,
  limits = usualLimits,
): Promise<Checkpoint> {
  const own = join(folder, key);
  const result = join(own, "result");
  let notice: string | undefined;
  const fail = (cause: unknown): void => {
    notice = `${writeFailure(own, cause).message} The computation goes on; what it comes to from here is lost if it is interrupted.`;
  };
  try {
    if (fresh) await rm(own, { recursive: true, force: true });
    await ensureFolder(own);
    await utimes(own, new Date(), new Date());
    await forgetOldest(folder, limits);
  } catch (cause) {
    fail(cause);
  }
  const finished = await readResult(result);
  const log =
    finished === undefined
      ? await openShardLog(join(own, "shards"), fail)
      : { ...memoryShards(), close: async () => {} };
  return {
    shards: log,
    finished,
    notice: () => notice,
    close: () => log.close(),
    async finish(value) {
      try {
        await writeFileAtomic(result, serialize(value));
        await log.close();
        await rm(join(own, "shards"), { force: true });
      } catch (cause) {
        fail(cause instanceof Error ? (cause.cause ?? cause) : cause);
      }
    },
  };
}

async function readResult(path: string): Promise<unknown> {
  try {
    return deserialize(await readFile(path)) as unknown;
  } catch {
    // none there, or one that another version of Node wrote
    return undefined;
  }
}

async function forgetOldest(folder: string, limits: Limits): Promise<void> {
  const used = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const own = join(folder, name);
      const [at, ...files] = await Promise.all(
        [own, join(own, "result"), join(own, "shards")].map((path) =>
          stat(path).catch(() => undefined),
        ),
      );
      const bytes = files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
      return { own, bytes, at: at?.mtimeMs ?? 0 };
    }),
  );
  used.sort((a, b) => b.at - a.at);
  let bytes = 0;
  for (const [index, one] of used.entries()) {
    bytes += one.bytes;
    if (index < mostAtWork) continue;
    if (index >= limits.mostKept || bytes > limits.mostBytes)
      await rm(one.own, { recursive: true, force: true });
  }
}
