import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { endianness } from "node:os";
import type { Shard, ShardStore } from "../../core/klub/shards.ts";

/** Bytes before a record's name: its checksum, the lengths of name and numbers, its NFE. */
const headLength = 8 + 4 + 4 + 8;

/** A store whose shards are also in a file. */
export interface ShardLog extends ShardStore {
  close(): Promise<void>;
}

/**
 * Shards in a file to which records are added, each with a checksum: what was written before a process ended is found
 * again, and a record that was cut off is written over. Numbers are in this machine's order of bytes.
 * @param onFailure - Called where a shard cannot be written; it is kept in memory then, and the next one is tried again.
 */
export async function openShardLog(
  path: string,
  onFailure: (cause: unknown) => void,
): Promise<ShardLog> {
  const kept = new Map<string, Shard>();
  let file: FileHandle | undefined;
  let end = 0;
  try {
    file = await open(path, constants.O_RDWR | constants.O_CREAT);
    end = readRecords(await file.readFile(), kept);
  } catch (cause) {
    onFailure(cause);
  }
  return {
    get: (name) => kept.get(name),
    async put(name, shard) {
      kept.set(name, shard);
      const into = file;
      if (into === undefined) return;
      const bytes = record(name, shard);
      try {
        for (let at = 0; at < bytes.length;) {
          const left = bytes.length - at;
          at += (await into.write(bytes, at, left, end + at)).bytesWritten;
        }
        end += bytes.length;
      } catch (cause) {
        onFailure(cause);
      }
    },
    async close() {
      const closing = file;
      file = undefined;
      await closing?.close();
    },
  };
}

function record(name: string, { nfe, numbers }: Shard): Buffer {
  const text = Buffer.from(name, "utf8");
  const bytes = Buffer.alloc(headLength + text.length + numbers.byteLength);
  bytes.writeUInt32LE(text.length, 8);
  bytes.writeUInt32LE(numbers.length, 12);
  bytes.writeDoubleLE(nfe, 16);
  text.copy(bytes, headLength);
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).copy(
    bytes,
    headLength + text.length,
  );
  checksum(bytes.subarray(8)).copy(bytes);
  return bytes;
}

/** @returns Where the last whole record ends. */
function readRecords(bytes: Buffer, into: Map<string, Shard>): number {
  let at = 0;
  while (at + headLength <= bytes.length) {
    const nameLength = bytes.readUInt32LE(at + 8);
    const count = bytes.readUInt32LE(at + 12);
    const numbersAt = at + headLength + nameLength;
    const next = numbersAt + 8 * count;
    if (next > bytes.length) break;
    const sum = checksum(bytes.subarray(at + 8, next));
    if (!sum.equals(bytes.subarray(at, at + 8))) break;
    const numbers = new Float64Array(count);
    Buffer.from(numbers.buffer).set(bytes.subarray(numbersAt, next));
    into.set(bytes.toString("utf8", at + headLength, numbersAt), {
      nfe: bytes.readDoubleLE(at + 16),
      numbers,
    });
    at = next;
  }
  return at;
}

/** Differs between machines of different orders of bytes, so that neither reads the other's numbers. */
function checksum(bytes: Buffer): Buffer {
  return createHash("sha256")
    .update(endianness())
    .update(bytes)
    .digest()
    .subarray(0, 8);
}
