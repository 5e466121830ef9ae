import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { describeModel } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import {
  conditionalModel,
  convolutionModel,
  gaussianModel,
  onnxFile,
} from "./onnx-samples.ts";

const describeFile = (path: string) => describeModel({ kind: "onnx", path });

test("what nobody states has the stated defaults, and the facts say so", async () => {
  const description = await describeFile(onnxFile(convolutionModel()));
  expect(description).toMatchObject({
    title: "model",
    shape: [3, 8, 8],
    sigmaMin: 0.002,
    sigmaMax: 80,
    sigmaData: 0.5,
    valueRange: [-1, 1],
  });
  expect(description.facts).toContainEqual([
    "sigma max",
    "80",
    "not stated: default",
  ]);
  expect(description.facts).toContainEqual(["shape", "[3, 8, 8]", "graph"]);
  expect(description.facts).toContainEqual([
    "input",
    "x float32 [N, 3, 8, 8]",
    "graph",
  ]);
});

test("samples that are no pictures have no black and white", async () => {
  expect(await describeFile(onnxFile(gaussianModel()))).not.toHaveProperty(
    "valueRange",
  );
});

test("the user's values stand over the JSON beside the file, and that over the file's metadata", async () => {
  const path = onnxFile(
    gaussianModel({
      metadata: { sigma_min: "0.01", sigma_max: "10", sigma_data: "0.3" },
    }),
  );
  writeFileSync(
    path.replace(".onnx", ".json"),
    JSON.stringify({ sigma_max: 20, sigma_data: 0.4, unknown: true }),
  );
  const description = await describeModel({
    kind: "onnx",
    path,
    manifest: { sigma_data: 0.9 },
  });
  expect(description).toMatchObject({
    sigmaMin: 0.01,
    sigmaMax: 20,
    sigmaData: 0.9,
  });
  expect(description.facts).toContainEqual(["sigma max", "20", "model.json"]);
});

test.each(["model.onnx.json", "model.json", "manifest.json"])(
  "%s beside the file is read",
  async (name) => {
    const path = onnxFile(gaussianModel());
    writeFileSync(
      join(dirname(path), name),
      JSON.stringify({ title: "Mine", file: "model.onnx" }),
    );
    expect((await describeFile(path)).title).toBe("Mine");
  },
);

test.each([
  ["stepwright-model", "Mine"],
  ["stepwright-toy", "model"],
])("a JSON of the format %s makes the title %s", async (format, title) => {
  const path = onnxFile(gaussianModel());
  const sidecar = path.replace(".onnx", ".json");
  const json = { format, title: "Mine", file: "model.onnx" };
  writeFileSync(sidecar, JSON.stringify(json));
  expect((await describeFile(path)).title).toBe(title);
});

test("a manifest stands for the model that it names", async () => {
  const path = onnxFile(gaussianModel());
  const sidecar = path.replace(".onnx", ".json");
  const json = { format: "stepwright-model", file: "model.onnx" };
  writeFileSync(sidecar, JSON.stringify(json));
  expect(await resolveModel(sidecar)).toEqual({ kind: "onnx", path });
});

test("a manifest of another model in the same folder is passed over", async () => {
  const path = onnxFile(gaussianModel());
  writeFileSync(
    join(dirname(path), "manifest.json"),
    JSON.stringify({ title: "Other", file: "other.onnx" }),
  );
  expect((await describeFile(path)).title).toBe("model");
});

test.each([
  [
    { sigma_min: 5, sigma_max: 2 },
    "sigma_min in PATH must be below sigma_max 2, got 5",
  ],
  [{ sigma_max: "80" }, 'sigma_max in PATH must be a number above 0, got "80"'],
  [
    { shape: [3, 0] },
    "shape in PATH must be a list of whole numbers of at least 1, got [3,0]",
  ],
  [
    { value_range: [1, 1] },
    "value_range in PATH must be two different numbers, black and white, got [1,1]",
  ],
  [
    { unconditional_class: -1 },
    "unconditional_class in PATH must be a whole number of at least 0, got -1",
  ],
  [
    { prediction: "score" },
    'prediction in PATH must be one of epsilon, v, sample, flow, got "score"',
  ],
  [{ model_sampling: "sd9" }, "model_sampling in PATH must be one of sd15, "],
  [{ guidance: 0 }, "guidance in PATH must be a number above 0, got 0"],
  [{ labels: "cat" }, 'labels in PATH must be a list of names, got "cat"'],
])("%j beside the file is named as wrong", async (json, sentence) => {
  const path = onnxFile(gaussianModel());
  const sidecar = path.replace(".onnx", ".json");
  writeFileSync(sidecar, JSON.stringify(json));
  await expect(describeFile(path)).rejects.toThrow(
    sentence.replace("PATH", sidecar),
  );
});

test("the guidance that a model with classes states is told, and shown with where it stands", async () => {
  const metadata = { guidance: "2.5" };
  const stated = await describeFile(
    onnxFile({ ...conditionalModel(), metadata }),
  );
  expect(stated.statedGuidance).toBe(2.5);
  expect(stated.facts).toContainEqual([
    "guidance",
    "2.5",
    "metadata of the file",
  ]);
  expect(
    await describeFile(onnxFile(gaussianModel({ metadata }))),
  ).not.toHaveProperty("statedGuidance");
});

test("a sidecar that is no JSON is named", async () => {
  const path = onnxFile(gaussianModel());
  const sidecar = path.replace(".onnx", ".json");
  writeFileSync(sidecar, "{");
  await expect(describeFile(path)).rejects.toThrow(`${sidecar} is not JSON: `);
});
