import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import {
  bundledModels,
  bundledReference,
} from "../../models/bundled-models.ts";
import { fileHash } from "../../models/file-hash.ts";
import { describeModel } from "../../models/load.ts";

const models = [...bundledModels.values()];

/** Path of a bundled model's ONNX file. */
function fileOf(model: (typeof models)[number]): string {
  const reference = bundledReference(model);
  if (reference.kind !== "onnx") throw new Error(`${model.id} is no ONNX file`);
  return reference.path;
}

test("the models of emoji come in two sizes", () => {
  expect(models.map(({ id, title, shape }) => [id, title, shape])).toEqual([
    ["emoji-32", "Emoji 32", [3, 32, 32]],
    ["emoji-64", "Emoji 64", [3, 64, 64]],
  ]);
});

test.each(models)(
  "$id: the file is the one whose size and SHA-256 the manifest names",
  async (model) => {
    const path = fileOf(model);
    const manifest: unknown = JSON.parse(
      readFileSync(join(dirname(path), "manifest.json"), "utf8"),
    );
    expect(manifest).toMatchObject({
      id: model.id,
      sha256: await fileHash(path),
      bytes: statSync(path).size,
    });
  },
);

test.each(models)(
  "$id: the opened file has the manifest's shape and one class for each label",
  async (model) => {
    const { shape, classCount, labels } = await describeModel(
      bundledReference(model),
    );
    expect(shape).toEqual(model.shape);
    expect(classCount).toBe(15);
    expect(labels).toEqual(model.labels);
  },
);
