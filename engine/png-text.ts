import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Key of the text in our PNGs: JSON `{ format: "stepwright-run", version, graph, … }`, see nodes/files/save-image.ts. */
export const stepwrightKey = "stepwright";

/** Whether the bytes begin as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return (
    bytes.length > 8 &&
    signature.every((value, index) => bytes[index] === value)
  );
}

/** Whether a PNG has its last chunk, and so was not cut off. */
export function isWholePng(bytes: Uint8Array): boolean {
  for (const { type } of chunks(bytes)) if (type === "IEND") return true;
  return false;
}

/**
 * The text under a key in a PNG: an uncompressed `tEXt` (Latin-1) or `iTXt` (UTF-8) chunk
 * (PNG specification, third edition, 11.3.3). Compressed ones are passed over: ours are not.
 *
 * `readPngText(bytes, stepwrightKey)` gives what Save Image put in; it is JSON with a `graph` field.
 * @returns `undefined` where the bytes are no PNG, are cut off before it, or have no such text.
 */
export function readPngText(
  bytes: Uint8Array,
  key: string,
): string | undefined {
  for (const chunk of chunks(bytes)) {
    if (chunk.type !== "tEXt" && chunk.type !== "iTXt") continue;
    const end = chunk.data.indexOf(0);
    if (end < 0 || latin1(chunk.data.subarray(0, end)) !== key) continue;
    if (chunk.type === "tEXt") return latin1(chunk.data.subarray(end + 1));
    const compressed = chunk.data[end + 1] !== 0;
    const afterLanguage = chunk.data.indexOf(0, end + 3);
    const afterTranslation =
      afterLanguage < 0 ? -1 : chunk.data.indexOf(0, afterLanguage + 1);
    if (compressed || afterTranslation < 0) continue;
    return decodeUtf8(chunk.data.subarray(afterTranslation + 1));
  }
  return undefined;
}

/**
 * A copy of a PNG with texts put in before its pixels: `tEXt` where the text is Latin-1, `iTXt` (UTF-8) otherwise.
 * @param texts - By key: 1 to 79 Latin-1 characters.
 */
export function withPngText(
  png: Uint8Array,
  texts: Readonly<Record<string, string>>,
): Uint8Array {
  const added = Object.entries(texts).map(([key, text]) =>
    textChunk(key, text),
  );
  // the header chunk is always first: 4 length + 4 type + 13 data + 4 check
  const headerEnd = signature.length + 25;
  return concatenate([
    png.subarray(0, headerEnd),
    ...added,
    png.subarray(headerEnd),
  ]);
}

function textChunk(key: string, text: string): Uint8Array {
  // Latin-1 without control characters: what every reader of tEXt agrees on
  if (/^[\n\x20-\x7e\xa0-\xff]*$/.test(text))
    return chunk("tEXt", [bytesOfLatin1(key), [0], bytesOfLatin1(text)]);
  const uncompressedNoLanguage = [0, 0, 0, 0, 0];
  return chunk("iTXt", [
    bytesOfLatin1(key),
    uncompressedNoLanguage,
    encodeUtf8(text),
  ]);
}

function chunk(
  type: string,
  parts: readonly (Uint8Array | readonly number[])[],
): Uint8Array {
  const data = concatenate(parts.map((part) => Uint8Array.from(part)));
  const typed = concatenate([bytesOfLatin1(type), data]);
  return concatenate([bigEndian(data.length), typed, bigEndian(crc32(typed))]);
}

function* chunks(
  bytes: Uint8Array,
): Generator<{ type: string; data: Uint8Array }> {
  if (!isPng(bytes)) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return;
    yield {
      type: latin1(bytes.subarray(at + 4, at + 8)),
      data: bytes.subarray(at + 8, at + 8 + length),
    };
    at += 12 + length;
  }
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  // in pieces: a call takes a limited number of arguments
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join("");
}

function bytesOfLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++)
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes)
    crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
