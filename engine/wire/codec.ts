import {
  type ArrayName,
  type WireArray,
  arrayTypes,
  fromTagged,
  toTagged,
} from "./tagged-json.ts";

// Both runtimes have these, the language's own library does not.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/*
 * A message in bytes: u32 length of the header (little-endian), the header (JSON in UTF-8:
 * {value, arrays: [[type, length], …]}), then the arrays, each beginning at a multiple of 8 bytes.
 * Typed arrays hold the machine's byte order, which is little-endian on everything that this runs on.
 */

interface Header {
  readonly value: unknown;
  readonly arrays: readonly (readonly [ArrayName, number])[];
}

/**
 * Turns plain data with typed arrays into bytes. Keeps NaN, infinities, -0, undefined and errors.
 * @throws TypeError for what cannot travel.
 */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: WireArray[] = [];
  const kinds: [ArrayName, number][] = [];
  const tagged = toTagged(value, (array, name) => {
    kinds.push([name, array.length]);
    return arrays.push(array) - 1;
  });
  const header: Header = { value: tagged, arrays: kinds };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = aligned(4 + text.length);
  const total = arrays.reduce(
    (sum, array) => sum + aligned(array.byteLength),
    start,
  );
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = start;
  for (const array of arrays) {
    bytes.set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      at,
    );
    at += aligned(array.byteLength);
  }
  return bytes;
}

/**
 * The value of a message. Its arrays are views into `bytes`, or into a copy where `bytes` lie badly in their buffer.
 * @throws Error where the bytes are no message.
 */
export function decode(bytes: Uint8Array): unknown {
  const whole =
    bytes.byteOffset % 8 === 0 && bytes.buffer instanceof ArrayBuffer
      ? bytes
      : Uint8Array.from(bytes);
  const { buffer, byteOffset, byteLength } = whole;
  const length =
    byteLength < 4
      ? Infinity
      : new DataView(buffer, byteOffset).getUint32(0, true);
  if (4 + length > byteLength) throw new Error("A message is cut off.");
  const header: unknown = JSON.parse(
    new TextDecoder("utf-8", { fatal: true }).decode(
      whole.subarray(4, 4 + length),
    ),
  );
  if (!isHeader(header)) throw new Error("A message has a broken header.");
  let at = aligned(4 + length);
  const arrays = header.arrays.map(([name, count]) => {
    const type = arrayTypes[name];
    const size = count * type.BYTES_PER_ELEMENT;
    if (at + size > byteLength) throw new Error("A message is cut off.");
    const array = new type(buffer as ArrayBuffer, byteOffset + at, count);
    at += aligned(size);
    return array;
  });
  return fromTagged(header.value, (index) => {
    const array = arrays[index];
    if (array === undefined)
      throw new Error("A message names an array that it does not have.");
    return array;
  });
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function isHeader(header: unknown): header is Header {
  return (
    typeof header === "object" &&
    header !== null &&
    "value" in header &&
    "arrays" in header &&
    Array.isArray(header.arrays) &&
    header.arrays.every(
      (entry: unknown) =>
        Array.isArray(entry) &&
        typeof entry[0] === "string" &&
        Object.hasOwn(arrayTypes, entry[0]) &&
        Number.isSafeInteger(entry[1]) &&
        Number(entry[1]) >= 0,
    )
  );
}
