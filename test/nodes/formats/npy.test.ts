import fc from "fast-check";
import { expect, test } from "vitest";
import { readNpy, writeNpy } from "../../../nodes/formats/npy.ts";

/** What NumPy 1.24 writes: `np.save` of the arrays named, its data in hexadecimal. */
const numpy = (words: string, data: string): Uint8Array => {
  const header = Buffer.from(`${words.padEnd(117)}\n`, "latin1");
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from("934e554d505901007600", "hex"),
      header,
      Buffer.from(data, "hex"),
    ]),
  );
};
const floats = numpy(
  "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }",
  "0000c03f000000c0000040406f12833b",
);

test("the bytes are those of NumPy's own save", () => {
  const made = writeNpy(Float32Array.of(1.5, -2, 3, 4e-3), [2, 2]);
  expect(Buffer.from(made).toString("hex")).toBe(
    Buffer.from(floats).toString("hex"),
  );
});

test("NumPy's 64-bit whole numbers are read as numbers", () => {
  const bytes = numpy(
    "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }",
    "000000000000000001000000000000000200000000000000",
  );
  expect(readNpy(bytes, "a.npy")).toEqual({
    data: Float64Array.of(0, 1, 2),
    shape: [3],
  });
});

test("big-endian numbers are read", () => {
  const bytes = numpy(
    "{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }",
    "3ff8000000000000",
  );
  expect(readNpy(bytes, "a.npy").data).toEqual(Float64Array.of(1.5));
});

test("whatever is written reads back to the same bits", () => {
  fc.assert(
    fc.property(fc.oneof(fc.float64Array(), fc.float32Array()), (data) => {
      const read = readNpy(writeNpy(data, [data.length]), "a.npy");
      expect(read).toEqual({ data, shape: [data.length] });
    }),
  );
});

test("Fortran order, as NumPy saves a transposed array, is read in C order", () => {
  // np.arange(24, dtype="u1").reshape(4, 3, 2).T
  const counted = Array.from({ length: 24 }, (_, index) => index);
  const { data, shape } = readNpy(
    numpy(
      "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }",
      Buffer.from(counted).toString("hex"),
    ),
    "a.npy",
  );
  expect(shape).toEqual([2, 3, 4]);
  const at = (i: number, j: number, k: number) => data[(i * 3 + j) * 4 + k];
  for (let i = 0; i < 2; i++)
    for (let j = 0; j < 3; j++)
      for (let k = 0; k < 4; k++) expect(at(i, j, k)).toBe((k * 3 + j) * 2 + i);
});

test("16-bit floats are read, the smallest and the infinite ones too", () => {
  const bytes = numpy(
    "{'descr': '<f2', 'fortran_order': False, 'shape': (6,), }",
    "003e00c001000004007cff7b",
  );
  expect(readNpy(bytes, "a.npy").data).toEqual(
    Float32Array.of(1.5, -2, 2 ** -24, 2 ** -14, Infinity, 65504),
  );
});

test("what is no array of numbers is named", () => {
  const text = numpy(
    "{'descr': '<U5', 'fortran_order': False, 'shape': (1,), }",
    "00".repeat(20),
  );
  expect(() => readNpy(text, "a.npy")).toThrow(
    "a.npy holds '<U5', wanted numbers (f2, f4, f8, i4, i8 or u1)",
  );
  expect(() => readNpy(floats.subarray(0, 140), "a.npy")).toThrow(
    "a.npy is cut off: the shape (2, 2) takes 144 bytes, got 140",
  );
  expect(() => readNpy(Uint8Array.of(1, 2, 3), "a.npy")).toThrow(
    "a.npy is not a NumPy array file (.npy)",
  );
});
