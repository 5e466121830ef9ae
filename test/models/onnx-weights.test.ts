import { utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeModel, modelKey } from "../../models/load.ts";
import { gaussianModel, onnxFile } from "./onnx-samples.ts";

describe("weights beside the file", () => {
  function outside(offset: number): string {
    const model = gaussianModel();
    const mean = { shape: [1, 2], data: [0, 0] };
    return onnxFile({
      ...model,
      constants: {
        ...model.constants,
        mean: { ...mean, external: { file: "weights.bin", offset } },
      },
    });
  }
  const opened = (path: string) => describeModel({ kind: "onnx", path });
  const beside = (path: string) => join(dirname(path), "weights.bin");

  test("are read", async () => {
    const path = outside(4096);
    writeFileSync(beside(path), new Uint8Array(4104));
    const { facts } = await describeModel({ kind: "onnx", path });
    expect(facts).toContainEqual(["weights", "weights.bin", "beside it"]);
  });

  test("that are missing are named", async () => {
    await expect(opened(outside(0))).rejects.toThrow(
      "the weights of model.onnx lie in weights.bin beside it, and there is no such file: copy or download it too",
    );
  });

  test("that are cut off are named with both lengths", async () => {
    const path = outside(4096);
    writeFileSync(beside(path), new Uint8Array(4100));
    await expect(opened(path)).rejects.toThrow(
      "weights.bin, in which the weights of model.onnx lie, is cut off: 4104 bytes are wanted of it and it has 4100; copy or download it again",
    );
  });

  test("belong to the key by which a session is kept", async () => {
    const path = outside(0);
    writeFileSync(beside(path), new Uint8Array(8));
    const before = await modelKey({ kind: "onnx", path });
    writeFileSync(beside(path), new Uint8Array(8).fill(1));
    utimesSync(beside(path), 1, 1);
    expect(await modelKey({ kind: "onnx", path })).not.toBe(before);
  });
});
