import { BadInput } from "../../core/bad-input.ts";
import type { Vector } from "../../core/vector.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** An array in C order with its shape. */
export interface NumberArray {
  readonly data: Vector;
  readonly shape: readonly number[];
}

/**
 * NumPy's array file, version 1.0 (numpy/lib/format.py): little-endian, C order.
 * @param data - As many numbers as the shape holds.
 */
export function writeNpy(
  data: Vector | Int32Array,
  shape: readonly number[],
): Uint8Array {
  const type =
    data instanceof Int32Array
      ? "<i4"
      : data instanceof Float64Array
        ? "<f8"
        : "<f4";
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const words = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // magic 6, version 2, length 2; the data begin at a multiple of 64
  const start = Math.ceil((10 + words.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set(magic);
  bytes.set([1, 0], 6);
  new DataView(bytes.buffer).setUint16(8, start - 10, true);
  const header = `${words.padEnd(start - 11)}\n`;
  for (let index = 0; index < header.length; index++)
    bytes[10 + index] = header.charCodeAt(index);
  const view = new DataView(bytes.buffer, start);
  // one number at a time, so that the file is little-endian on every machine
  if (data instanceof Int32Array)
    data.forEach((value, index) => view.setInt32(4 * index, value, true));
  else if (data instanceof Float64Array)
    data.forEach((value, index) => view.setFloat64(8 * index, value, true));
  else data.forEach((value, index) => view.setFloat32(4 * index, value, true));
  return bytes;
}

type Read = (view: DataView, at: number, littleEndian: boolean) => number;

const elements: Readonly<Record<string, { size: number; read: Read }>> = {
  f2: { size: 2, read: (view, at, little) => half(view.getUint16(at, little)) },
  f4: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  i4: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  i8: {
    size: 8,
    read: (view, at, little) => Number(view.getBigInt64(at, little)),
  },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
};

/**
 * Reads NumPy's array file, versions 1 to 3. 16 and 32-bit floats become 32-bit; everything else becomes 64-bit.
 * @param name - The file's name, for the sentences.
 * @returns The numbers in C order, whichever order the file has.
 * @throws BadInput where it is none, is cut off, or holds something else than numbers.
 */
export function readNpy(bytes: Uint8Array, name: string): NumberArray {
  if (!magic.every((value, index) => bytes[index] === value))
    throw new BadInput(`${name} is not a NumPy array file (.npy)`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (bytes[6] ?? 1) >= 2;
  const headerStart = long ? 12 : 10;
  if (bytes.length < headerStart)
    throw new BadInput(`${name} is cut off after ${bytes.length} bytes`);
  const headerLength = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = headerStart + headerLength;
  const header = String.fromCharCode(...bytes.subarray(headerStart, start));
  const descr = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(header);
  const shapeText = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  const element = elements[descr?.[2] ?? ""];
  if (!descr || !element || shapeText === undefined)
    throw new BadInput(
      `${name} holds ${/'descr':\s*([^,]+),/.exec(header)?.[1] ?? "something unknown"}, wanted numbers (f2, f4, f8, i4, i8 or u1)`,
    );
  const shape = shapeText
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map(Number);
  const count = shape.reduce((product, axis) => product * axis, 1);
  const wanted = start + count * element.size;
  if (bytes.length < wanted)
    throw new BadInput(
      `${name} is cut off: the shape (${shape.join(", ")}) takes ${wanted} bytes, got ${bytes.length}`,
    );
  const data =
    element.size <= 4 && descr[2]?.startsWith("f") === true
      ? new Float32Array(count)
      : new Float64Array(count);
  const little = descr[1] !== ">";
  // NumPy saves a transposed array in Fortran order by itself
  const places = /'fortran_order':\s*True/.test(header)
    ? fortranPlaces(shape)
    : undefined;
  for (let index = 0; index < count; index++)
    data[places?.[index] ?? index] = element.read(
      view,
      start + index * element.size,
      little,
    );
  return { data, shape };
}

/** Where each number of an array in Fortran order, the first axis fastest, stands in C order. */
function fortranPlaces(shape: readonly number[]): Int32Array {
  let places = Int32Array.of(0);
  let stride = shape.reduce((product, axis) => product * axis, 1);
  for (const size of shape) {
    stride /= size;
    const before = places;
    const inner = before.length;
    places = Int32Array.from(
      { length: inner * size },
      (_, at) => (before[at % inner] ?? 0) + Math.floor(at / inner) * stride,
    );
  }
  return places;
}

/** A 16-bit float (IEEE 754 binary16) from its bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -14
    : sign * (1 + fraction) * 2 ** (exponent - 15);
}
