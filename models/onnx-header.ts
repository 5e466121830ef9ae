import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { openFailure } from "./file-failure.ts";
import { readEntry, readField } from "./onnx-fields.ts";

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
 * @param name - What it is called in sentences.
 * @throws BadInput where the file is missing, empty, cut off, or something else (a web page, a Git LFS pointer).
 */
export async function readOnnxHeader(
  path: string,
  name: string = basename(path),
): Promise<OnnxHeader> {
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
      throw new BadInput(`${path} is a folder, wanted one ONNX file`);
    await rejectLookalikes(file, name, stat.size);
    return { bytes: stat.size, metadata: await walk(file, name, stat.size) };
  } finally {
    await file.close();
  }
}

async function rejectLookalikes(
  file: FileHandle,
  name: string,
  size: number,
): Promise<void> {
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
  const weights = weightsWithoutGraph(name, start);
  if (weights !== undefined)
    throw new BadInput(
      `${name} holds weights without the graph that computes with them (${weights}): export the model to ONNX (torch.onnx.export, or optimum-cli export onnx for Stable Diffusion), and choose the .onnx file`,
    );
  if (start.startsWith("{"))
    throw new BadInput(
      `${name} is JSON, not an ONNX model: wanted a .onnx file here`,
    );
}

/** What a file of weights is, by its first bytes, or by its name where those are no ONNX either; `undefined` for others. */
function weightsWithoutGraph(name: string, start: string): string | undefined {
  if (start.startsWith("gguf")) return "GGUF";
  // eight bytes of length, then JSON
  if (/^.{8}\{"/s.test(start) && !start.startsWith("{")) return "safetensors";
  if (/\.safetensors$/i.test(name)) return "safetensors";
  const isTorch =
    start.startsWith("pk") ||
    start.startsWith("\x80") ||
    start.startsWith("\x89hdf");
  return isTorch && /\.(ckpt|pth?|bin|pkl|pickle|h5|keras)$/i.test(name)
    ? "a checkpoint"
    : undefined;
}

async function walk(
  file: FileHandle,
  name: string,
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
          ? `${name} is damaged at byte ${at} of ${size}: what stands there is no part of an ONNX model`
          : `${name} is not an ONNX model: byte ${at} of ${size} begins no field of one`,
      );
    const end = at + field.headerBytes + field.bodyBytes;
    if (end > size)
      throw new BadInput(
        `${name} is cut off: it goes on to byte ${end}, but the file ends at byte ${size}; copy or download it again`,
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
    throw new BadInput(`${name} is not an ONNX model: it holds no graph`);
  return metadata;
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
