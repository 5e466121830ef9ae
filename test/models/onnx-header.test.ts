import { open, truncate } from "node:fs/promises";
import { expect, test } from "vitest";
import { readOnnxHeader } from "../../models/onnx-header.ts";
import { bytesFile, gaussianModel, onnxFile } from "./onnx-samples.ts";

test("metadata after the graph is read, umlauts too", async () => {
  const path = onnxFile(
    gaussianModel({ metadata: { licence: "CC0", title: "Größe σ" } }),
  );
  expect((await readOnnxHeader(path)).metadata).toEqual(
    new Map([
      ["licence", "CC0"],
      ["title", "Größe σ"],
    ]),
  );
});

test("a graph of three gigabytes, more than one read can hold, is passed over", async () => {
  // field 7 (the graph) of 3e9 bytes, a hole in the file, then one metadata entry
  const length = 3e9;
  const varint: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 128))
    varint.push((rest % 128) + (rest >= 128 ? 128 : 0));
  const start = Uint8Array.of(8, 8, 58, ...varint);
  const end = Uint8Array.of(114, 6, 10, 1, 97, 18, 1, 98);
  const path = bytesFile(start, "huge.onnx");
  await truncate(path, start.length + length);
  const file = await open(path, "r+");
  await file.write(end, 0, end.length, start.length + length);
  await file.close();
  const header = await readOnnxHeader(path);
  expect(header.bytes).toBe(start.length + length + end.length);
  expect(header.metadata).toEqual(new Map([["a", "b"]]));
});
