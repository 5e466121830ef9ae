import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ModelValue } from "../../../engine/values.ts";
import type { View } from "../../../engine/view.ts";
import {
  conditionalModel,
  convolutionModel,
  gaussianModel,
  indexModel,
  onnxFile,
} from "../../models/onnx-samples.ts";
import { networkModel } from "../../models/onnx-networks.ts";
import { runNode } from "../run-node.ts";

async function model(
  values: Record<string, unknown>,
): Promise<{ model: ModelValue; views: readonly View[] }> {
  const { outputs, views } = await runNode("sampling/model", values);
  return { model: outputs["model"] as ModelValue, views };
}

const fromFile = (path: string, values: Record<string, unknown> = {}) =>
  model({ model: "file", path, ...values });

test("a toy is described, and its value survives a structured clone", async () => {
  const { model: value } = await model({ model: "checkerboard" });
  expect(value).toMatchObject({
    title: "Checkerboard",
    shape: [2],
    classCount: 0,
    classLabel: null,
    sigmaMin: 0.002,
    sigmaMax: 80,
  });
  expect(structuredClone(value)).toEqual(value);
  expect(JSON.parse(JSON.stringify(value.reference))).toEqual(value.reference);
});

test("a file's inputs, shapes, sigmas, size and hash are shown in a table", async () => {
  const { model: value, views } = await fromFile(onnxFile(convolutionModel()));
  expect(value).toMatchObject({ shape: [3, 8, 8], valueRange: [-1, 1] });
  const [table] = views;
  if (table?.kind !== "table") throw new Error("no table was shown");
  expect(table.rows).toEqual(
    expect.arrayContaining([
      ["input", "x float32 [N, 3, 8, 8]", "graph"],
      ["input", "sigma float32 [N]", "graph"],
      ["output", "denoised float32 [N, 3, 8, 8]", "graph"],
      ["sigma min", "0.002", "not stated: default"],
      ["SHA-256", value.sha256, "file"],
    ]),
  );
});

test("the table says where a model computes", async () => {
  const device = async (values: Record<string, unknown>) => {
    const { model: value, views } = await fromFile(path, values);
    const [table] = views;
    if (table?.kind !== "table") throw new Error("no table was shown");
    const [row] = table.rows.filter(([property]) => property === "device");
    return { reference: value.reference, row };
  };
  const path = onnxFile(gaussianModel());
  expect(await device({})).toEqual({
    reference: { kind: "onnx", path },
    row: ["device", "CPU", "default"],
  });
  const auto = await device({ device: "auto" });
  // what this machine has decides; a choice goes on as what was chosen
  expect(auto.row).toEqual([
    "device",
    expect.stringMatching(
      /^(CPU: .+|[^:]+: \S+× the CPU at batch 8, differs by .+)$/,
    ),
    "measured here",
  ]);
  expect(auto.reference).not.toMatchObject({ device: "auto" });
});

test("a device that cannot be had says why", async () => {
  const other = process.platform === "darwin" ? "dml" : "coreml";
  await expect(
    fromFile(onnxFile(gaussianModel()), { device: other }),
  ).rejects.toThrow(
    /^model\.onnx cannot run on (DirectML|Core ML): .+; choose CPU as the device$/,
  );
});

test("values set here stand over what the file says", async () => {
  const path = onnxFile(gaussianModel({ metadata: { sigma_max: "10" } }));
  expect((await fromFile(path)).model.sigmaMax).toBe(10);
  const set = { details: "set", sigma_max: 7, sigma_data: 0.9 };
  expect((await fromFile(path, set)).model).toMatchObject({
    sigmaMax: 7,
    sigmaData: 0.9,
  });
});

test("a shape and a number of classes may be set where the file leaves them open", async () => {
  const open = await fromFile(onnxFile(convolutionModel("S")), {
    details: "set",
    shape: "3, 6 6",
  });
  expect(open.model.shape).toEqual([3, 6, 6]);
  const classes = await fromFile(onnxFile(indexModel()), {
    details: "set",
    class_count: 3,
    class: "2",
  });
  expect(classes.model).toMatchObject({ classCount: 3, classLabel: 2 });
  await expect(
    fromFile(onnxFile(convolutionModel("S")), {
      details: "set",
      shape: "3x-1",
    }),
  ).rejects.toThrow(
    'shape must be whole numbers separated by commas, for example 3, 32, 32, got "3x-1"',
  );
});

test("a shape that is set leaves the noise levels as the file states them", async () => {
  const stated = { sigma_min: "0.03", sigma_max: "14", sigma_data: "1" };
  const path = onnxFile({ ...convolutionModel("S"), metadata: stated });
  const { model: value } = await fromFile(path, { shape: "3, 6, 6" });
  expect(value).toMatchObject({
    shape: [3, 6, 6],
    sigmaMin: 0.03,
    sigmaMax: 14,
  });
});

test("a training schedule that is chosen gives the noise levels", async () => {
  const path = onnxFile(networkModel("epsilon"));
  const chosen = { prediction: "epsilon", model_sampling: "sd15" };
  const { model: value } = await fromFile(path, chosen);
  expect(value.sigmaMin).toBeCloseTo(0.029, 3);
  expect(value.sigmaMax).toBeCloseTo(14.61, 2);
});

test("what the file does not state is asked for under the table", async () => {
  const stated = { sigma_min: "0.03", sigma_max: "14", sigma_data: "1" };
  const some = gaussianModel({ metadata: { sigma_min: "0.03" } });
  expect((await fromFile(onnxFile(some))).views[0]).toMatchObject({
    caption:
      "Assumed, because the file does not state it: sigma max 80, sigma data 0.5. Set what differs under details, or say it in a JSON beside the file.",
  });
  const all = await fromFile(onnxFile(gaussianModel({ metadata: stated })));
  expect(all.views[0]).not.toHaveProperty("caption");
});

test("what a network predicts may be set where its file does not say", async () => {
  const path = onnxFile(networkModel("epsilon"));
  await expect(fromFile(path)).rejects.toThrow(
    'if it is a network that is told a time, say what it predicts: "prediction" in a JSON beside the file, or in the Model node',
  );
  const levels = { details: "set", sigma_min: 0.03, sigma_max: 14.6 };
  const set = { ...levels, prediction: "epsilon", model_sampling: "sd15" };
  const { model: value, views } = await fromFile(path, set);
  expect(value).toMatchObject({ shape: [2], sigmaMax: 14.6 });
  const [shown] = views;
  expect(shown?.kind === "table" && shown.rows).toEqual(
    expect.arrayContaining([
      ["predicts", "the noise n", "set here"],
      ["training schedule", "sd15", "set here"],
    ]),
  );
  await expect(
    fromFile(path, { ...levels, prediction: "epsilon" }),
  ).rejects.toThrow("does not say which noise levels it was trained at");
  const flow = { ...levels, prediction: "flow", timestep_scale: 1 };
  const path2 = onnxFile(networkModel("flow"));
  expect((await fromFile(path2, flow)).model.sigmaMin).toBe(0.03);
});

test("a class is chosen by name or number, and one that is not there is named", async () => {
  const path = onnxFile(conditionalModel());
  writeFileSync(
    path.replace(".onnx", ".json"),
    JSON.stringify({ labels: ["Cat", "Dog", "Owl"] }),
  );
  expect((await fromFile(path)).model.classLabel).toBeNull();
  expect((await fromFile(path, { class: "dog" })).model.classLabel).toBe(1);
  expect((await fromFile(path, { class: "2" })).model.classLabel).toBe(2);
  await expect(fromFile(path, { class: "fish" })).rejects.toThrow(
    'the class "fish" is none of model, which has 0 Cat, 1 Dog, 2 Owl',
  );
});

test("no file chosen, and a file that is not there, are said in a sentence", async () => {
  await expect(fromFile("")).rejects.toThrow("no file is chosen");
  await expect(fromFile("/nowhere/a.onnx")).rejects.toThrow(
    "there is no file /nowhere/a.onnx",
  );
});
