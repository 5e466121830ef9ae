/** An array of an NPY file (format version 1 to 3, little-endian numbers, C order). */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** Reads what `numpy.save` would have written, by its published format and not by our own code. */
export function readNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (Buffer.from(bytes.subarray(0, 6)).toString("latin1") !== "\u0093NUMPY")
    throw new Error("this is no NPY file");
  const [start, length] =
    bytes[6] === 1
      ? [10, view.getUint16(8, true)]
      : [12, view.getUint32(8, true)];
  const header = new TextDecoder().decode(
    bytes.subarray(start, start + length),
  );
  const kind = /'descr': '(<f4|<f8)'/.exec(header)?.[1];
  const sizes = /'shape': \(([^)]*)\)/.exec(header)?.[1];
  if (
    kind === undefined ||
    sizes === undefined ||
    !header.includes("'fortran_order': False")
  )
    throw new Error(`this NPY header is not understood: ${header}`);
  const body = new Uint8Array(bytes.subarray(start + length)).buffer;
  return {
    shape: sizes
      .split(",")
      .flatMap((size) => size.trim() || [])
      .map(Number),
    data: kind === "<f4" ? new Float32Array(body) : new Float64Array(body),
  };
}
