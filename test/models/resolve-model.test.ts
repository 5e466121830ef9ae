import { fileURLToPath } from "node:url";
import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { namedToys } from "../../core/toys/registry.ts";
import { bundledModels } from "../../models/bundled-models.ts";
import {
  dataSource,
  describeModel,
  loadDenoiser,
  modelKey,
} from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { bytesFile, gaussianModel, onnxFile } from "./onnx-samples.ts";
import { writeOnnx } from "./onnx-writer.ts";

const gaussian = {
  format: "stepwright-toy",
  kind: "gaussian-mixture",
  weights: [1],
  means: [[0.5, -0.5]],
  stds: [0.5],
} as const;

test("every toy in the box is found by its id, and knows its data", async () => {
  for (const [id, { title }] of namedToys) {
    const reference = await resolveModel(id);
    expect((await describeModel(reference)).title).toBe(title);
    const drawn = await dataSource(reference)?.draw([0, 1, 2]);
    expect(drawn?.x).toHaveLength(6);
  }
});

test("every bundled model is found by its id, and computes", async () => {
  for (const [id, { shape }] of bundledModels) {
    const model = await loadDenoiser(await resolveModel(id));
    expect(model.shape).toEqual(shape);
    const size = shape.reduce((product, axis) => product * axis, 1);
    const x = new Float32Array(size).fill(0.1);
    expect(await model.denoise(x, Float32Array.of(1))).toHaveLength(size);
    await model.dispose();
  }
});

test("a toy's JSON file gives its exact denoiser", async () => {
  const path = bytesFile(JSON.stringify(gaussian), "toy.json");
  const model = await loadDenoiser(
    await resolveModel("toy.json", dirname(path)),
  );
  const denoised = await model.denoise(
    Float64Array.of(1.5, -0.5),
    Float64Array.of(0.5),
  );
  // halfway between the mean and x, where sigma is the data's own deviation
  expect(denoised[0]).toBeCloseTo(1, 12);
  expect(denoised[1]).toBeCloseTo(-0.5, 12);
});

test("an ONNX file is found from a folder, and has no data of its own", async () => {
  const path = onnxFile(gaussianModel());
  const reference = await resolveModel(basename(path), dirname(path));
  expect(reference).toEqual({ kind: "onnx", path });
  expect(dataSource(reference)).toBeUndefined();
});

test("a name that is nothing lists what is in the box", async () => {
  await expect(resolveModel("ring-of-9")).rejects.toThrow(
    /^there is no model "ring-of-9": in the box are .*ring-of-8/,
  );
  await expect(resolveModel("nowhere/a.onnx", "/tmp")).rejects.toThrow(
    "there is no file /tmp/nowhere/a.onnx, wanted an ONNX file or a toy's JSON file",
  );
  await expect(resolveModel(" ")).rejects.toThrow("no model was named");
});

test("a JSON file that is no toy is named with what is wrong", async () => {
  const broken = bytesFile("{ no", "toy.json");
  await expect(resolveModel(broken)).rejects.toThrow(`${broken} is not JSON: `);
  const other = bytesFile('{"format": "stepwright-graph"}', "graph.json");
  await expect(resolveModel(other)).rejects.toThrow(
    `${other}: A toy must be a JSON object with "format": "stepwright-toy", got "format": "stepwright-graph"`,
  );
});

test("a file that is called .json is read as a toy's, whatever it begins with", async () => {
  const words = bytesFile("hello {", "toy.json");
  await expect(resolveModel(words)).rejects.toThrow(`${words} is not JSON: `);
  const list = bytesFile("[]", "toy.JSON");
  await expect(resolveModel(list)).rejects.toThrow(
    `${list}: A toy must be a JSON object with "format": "stepwright-toy", got []`,
  );
});

test("a byte order mark before a toy's JSON is passed over", async () => {
  const path = bytesFile(`\uFEFF${JSON.stringify(gaussian)}`, "toy");
  expect(await resolveModel(path)).toEqual({ kind: "toy", toy: gaussian });
});

test.runIf(process.platform !== "win32")(
  "a device is told as one",
  async () => {
    await expect(loadDenoiser(await resolveModel("/dev/null"))).rejects.toThrow(
      "/dev/null is a device, a pipe or a socket, wanted an ONNX file",
    );
  },
);

test("the key of a model changes with its file, the JSON beside it, and what was set", async () => {
  const path = onnxFile(gaussianModel());
  const reference = { kind: "onnx", path } as const;
  const first = await modelKey(reference);
  expect(await modelKey(reference)).toBe(first);
  const set = await modelKey({ ...reference, manifest: { sigma_max: 3 } });
  expect(set).not.toBe(first);
  writeFileSync(join(dirname(path), "model.json"), '{"sigma_max": 9}');
  const beside = await modelKey(reference);
  expect(beside).not.toBe(first);
  writeFileSync(
    path,
    writeOnnx(gaussianModel({ metadata: { title: "Another" } })),
  );
  expect(await modelKey(reference)).not.toBe(beside);
});

test("the folder of a pipeline, and the file in it that says what lies there", async () => {
  const folder = fileURLToPath(
    new URL("../fixtures/pipelines/sd15-optimum", import.meta.url),
  );
  const wanted = { kind: "pipeline", folder };
  expect(await resolveModel(folder)).toEqual(wanted);
  expect(await resolveModel(`${folder}/model_index.json`)).toEqual(wanted);
});
