import { open, stat, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { openFailure } from "./file-failure.ts";
import { checkFitsInMemory } from "./fits-in-memory.ts";
import { readEntry, readField } from "./onnx-fields.ts";

/** Of ModelProto, GraphProto and TensorProto (onnx.proto). */
const graphField = 7;
const initializerField = 5;
const externalField = 13;

const chunkBytes = 1 << 16;

/**
 * The files beside an ONNX file in which weights of its graph lie.
 * @param name - What the model is called in sentences.
 * @returns Their paths; each is there and long enough, and all of the model fits into memory.
 * @throws BadInput that names the first that is not, or says how large the model is.
 */
export async function weightFiles(
  path: string,
  name: string,
): Promise<readonly string[]> {
  const named = await externalWeights(path);
  let { size: total } = await stat(path);
  for (const each of named) total += await checkedSize(name, each);
  checkFitsInMemory(name, total);
  return named.map((each) => each.path);
}

/** A file beside an ONNX file, as the graph names it; whether it is there is not looked at. */
interface ExternalWeights {
  readonly path: string;
  /** As the graph has it. */
  readonly location: string;
  /** Bytes that it must have. */
  readonly end: number;
}

/** The files beside an ONNX file in which weights of its graph are said to lie. */
export async function externalWeights(
  path: string,
): Promise<readonly ExternalWeights[]> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw openFailure(path, "an ONNX model", error);
  });
  try {
    const { size } = await file.stat();
    const ends = new Map<string, number>();
    for await (const { location, end } of externalTensors(
      bytesOf(file),
      0,
      size,
    ))
      ends.set(location, Math.max(end, ends.get(location) ?? 0));
    return [...ends].map(([location, end]) => ({
      path: join(dirname(path), location),
      location,
      end,
    }));
  } finally {
    await file.close();
  }
}

async function checkedSize(
  name: string,
  { path: beside, location, end }: ExternalWeights,
): Promise<number> {
  const { size } = await stat(beside).catch((cause: unknown) => {
    throw new BadInput(
      `the weights of ${name} lie in ${location} beside it, and there is no such file: copy or download it too`,
      { cause },
    );
  });
  if (size >= end) return size;
  throw new BadInput(
    (await isPointer(beside))
      ? `${location}, in which the weights of ${name} lie, is a Git LFS pointer of ${size} bytes: run "git lfs pull" in its repository`
      : `${location}, in which the weights of ${name} lie, is cut off: ${end} bytes are wanted of it and it has ${size}; copy or download it again`,
  );
}

async function isPointer(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(24), 0, 24, 0);
    return buffer.toString("latin1").startsWith("version https://git-lfs");
  } finally {
    await file.close();
  }
}

type Bytes = (at: number, length: number) => Promise<Buffer>;

/** Reads in chunks, because most fields are small. */
function bytesOf(file: FileHandle): Bytes {
  let start = 0;
  let chunk = Buffer.alloc(0);
  return async (at, length) => {
    if (at < start || at + length > start + chunk.length) {
      const wanted = Buffer.alloc(Math.max(length, chunkBytes));
      const { bytesRead } = await file.read(wanted, 0, wanted.length, at);
      start = at;
      chunk = wanted.subarray(0, bytesRead);
    }
    return chunk.subarray(at - start, at - start + length);
  };
}

async function* fieldsOf(bytes: Bytes, from: number, to: number) {
  let at = from;
  while (at < to) {
    const field = readField(await bytes(at, Math.min(24, to - at)));
    // what stands around the graph was checked before; what is in it onnxruntime tells better
    if (!field) return;
    const body = at + field.headerBytes;
    at = body + field.bodyBytes;
    yield { number: field.number, from: body, to: at };
  }
}

interface External {
  readonly location: string;
  /** Bytes that the file must have for this tensor. */
  readonly end: number;
}

async function* externalTensors(
  bytes: Bytes,
  from: number,
  to: number,
): AsyncGenerator<External> {
  for await (const part of fieldsOf(bytes, from, to)) {
    if (part.number !== graphField) continue;
    for await (const tensor of fieldsOf(bytes, part.from, part.to)) {
      if (tensor.number !== initializerField) continue;
      const found = await externalOf(bytes, tensor.from, tensor.to);
      if (found) yield found;
    }
  }
}

async function externalOf(
  bytes: Bytes,
  from: number,
  to: number,
): Promise<External | undefined> {
  const said = new Map<string, string>();
  for await (const field of fieldsOf(bytes, from, to)) {
    if (field.number !== externalField) continue;
    const { key, value } = readEntry(
      await bytes(field.from, field.to - field.from),
    );
    said.set(key, value);
  }
  const location = said.get("location");
  if (location === undefined) return undefined;
  const end = Number(said.get("offset") ?? 0) + Number(said.get("length") ?? 0);
  return { location, end };
}
