import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { openFailure } from "./file-failure.ts";

/** What stands around the graph of an ONNX file (onnx.proto, message ModelProto). */
export interface OnnxHeader {
  /** File size in bytes. */
  readonly bytes: number;
  /** The `metadata_props`, by key. */
  readonly metadata: ReadonlyMap<string, string>;
}

const graphField = 7;
const metadataField = 14;
const largestMetadata = 1 << 20;

/**
 * Reads an ONNX file's metadata and passes over its graph by seeking, so that a file of gigabytes takes milliseconds.
 * @throws BadInput where the file is missing, empty, cut off, or something else (a web page, a Git LFS pointer).
 */
export async function readOnnxHeader(path: string): Promise<OnnxHeader> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw openFailure(path, "an ONNX model", error);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile() && !stat.isDirectory())
      throw new BadInput(
        `${path} is a device, a pipe or a socket, wanted an ONNX file`,
      );
    if (stat.isDirectory())
      throw new BadInput(
        `${path} is a folder, wanted one ONNX file: folders of several models are not read yet`,
      );
    await rejectLookalikes(file, path, stat.size);
    return { bytes: stat.size, metadata: await walk(file, path, stat.size) };
  } finally {
    await file.close();
  }
}

async function rejectLookalikes(
  file: FileHandle,
  path: string,
  size: number,
): Promise<void> {
  const name = basename(path);
  if (size === 0)
    throw new BadInput(`${name} is empty (0 bytes), wanted an ONNX model`);
  const start = (await readAt(file, 0, Math.min(size, 256)))
    .toString("latin1")
    .trimStart()
    .toLowerCase();
  if (start.startsWith("version https://git-lfs"))
    throw new BadInput(
      `${name} is a Git LFS pointer of ${size} bytes, not the model itself: run "git lfs pull" in its repository`,
    );
  if (start.startsWith("<"))
    throw new BadInput(
      `${name} is a web page or XML, not an ONNX model: the download saved a page instead of the file`,
    );
  if (start.startsWith("{"))
    throw new BadInput(
      `${name} is JSON, not an ONNX model: wanted a .onnx file here`,
    );
}

async function walk(
  file: FileHandle,
  path: string,
  size: number,
): Promise<Map<string, string>> {
  const metadata = new Map<string, string>();
  let hasGraph = false;
  let at = 0;
  while (at < size) {
    const field = readField(await readAt(file, at, Math.min(size - at, 24)));
    if (field === undefined)
      throw new BadInput(
        hasGraph
          ? `${basename(path)} is damaged at byte ${at} of ${size}: what stands there is no part of an ONNX model`
          : `${basename(path)} is not an ONNX model: byte ${at} of ${size} begins no field of one`,
      );
    const end = at + field.headerBytes + field.bodyBytes;
    if (end > size)
      throw new BadInput(
        `${basename(path)} is cut off: it goes on to byte ${end}, but the file ends at byte ${size}; copy or download it again`,
      );
    if (field.number === graphField) hasGraph = true;
    if (field.number === metadataField && field.bodyBytes <= largestMetadata) {
      const entry = readEntry(
        await readAt(file, at + field.headerBytes, field.bodyBytes),
      );
      metadata.set(entry.key, entry.value);
    }
    at = end;
  }
  if (!hasGraph)
    throw new BadInput(
      `${basename(path)} is not an ONNX model: it holds no graph`,
    );
  return metadata;
}

interface Field {
  readonly number: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

/** @returns `undefined` where the bytes begin no field that an ONNX file can have. */
function readField(bytes: Buffer): Field | undefined {
  const tag = readVarint(bytes, 0);
  if (tag === undefined) return undefined;
  const number = Math.floor(tag.value / 8);
  // the highest field of ModelProto is 26 today; a web page's or a picture's bytes give far larger ones or none
  if (number < 1 || number > 100) return undefined;
  switch (tag.value % 8) {
    case 0: {
      const value = readVarint(bytes, tag.length);
      return value === undefined
        ? undefined
        : { number, headerBytes: tag.length, bodyBytes: value.length };
    }
    case 1:
      return { number, headerBytes: tag.length, bodyBytes: 8 };
    case 2: {
      const length = readVarint(bytes, tag.length);
      return length === undefined
        ? undefined
        : {
            number,
            headerBytes: tag.length + length.length,
            bodyBytes: length.value,
          };
    }
    case 5:
      return { number, headerBytes: tag.length, bodyBytes: 4 };
    default:
      return undefined;
  }
}

/** A StringStringEntryProto: key = 1, value = 2. */
function readEntry(bytes: Buffer): { key: string; value: string } {
  const texts = ["", "", ""];
  let at = 0;
  while (at < bytes.length) {
    const field = readField(bytes.subarray(at));
    if (field === undefined) break;
    const start = at + field.headerBytes;
    at = start + field.bodyBytes;
    if (field.number <= 2)
      texts[field.number] = bytes.toString("utf8", start, at);
  }
  return { key: texts[1] ?? "", value: texts[2] ?? "" };
}

function readVarint(
  bytes: Buffer,
  at: number,
): { value: number; length: number } | undefined {
  let value = 0;
  for (let length = 1; length <= 10; length++) {
    const byte = bytes[at + length - 1];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * (length - 1));
    if (byte < 0x80) return { value, length };
  }
  return undefined;
}

async function readAt(
  file: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
