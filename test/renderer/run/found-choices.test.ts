import { expect, test } from "vitest";
import { descriptions } from "../../../nodes/registry.ts";
import { choiceEntries } from "../../../renderer/editor/choice-entries.ts";
import { foundChoices } from "../../../renderer/run/found-choices.ts";
import {
  awaitsModel,
  deviceValue,
  modelFileValues,
  nodeOf,
} from "../../../renderer/run/model-node.ts";

const model = descriptions.find(({ id }) => id === "sampling/model");
if (!model) throw new Error("There is no Model node.");

const folders = [
  {
    path: "/home/me/models",
    models: [
      {
        kind: "onnx",
        name: "deep/ring.onnx",
        path: "/home/me/models/deep/ring.onnx",
        bytes: 1,
      },
    ],
  },
] as const;

test("a model of a folder is chosen by its name with the folder beside it, and sets the path", () => {
  const choices = foundChoices(folders, model, "model");
  const entry = {
    value: "file",
    title: "ring.onnx",
    note: "…/models/deep",
    further: { path: "/home/me/models/deep/ring.onnx" },
  };
  expect(choiceEntries(choices, "")).toEqual([entry]);
  expect(choiceEntries(choices, "ring")).toEqual([entry]);
  expect(choiceEntries(choices, "models/deep")).toEqual([entry]);
});

test("no other input offers models", () => {
  for (const node of descriptions)
    for (const input of Object.keys(node.inputs))
      if (node.id !== "sampling/model" || input !== "model")
        expect(foundChoices(folders, node, input)).toEqual([]);
});

test("a new node gets the device of the settings where it has one to choose and it is no default", () => {
  expect(deviceValue("webgpu", model)).toEqual({ device: "webgpu" });
  expect(deviceValue("cpu", model)).toEqual({});
  expect(deviceValue("gone", model)).toEqual({});
  for (const node of descriptions)
    if (!("device" in node.inputs))
      expect(deviceValue("webgpu", node)).toEqual({});
});

test("a file opens in a Model node, a pipeline's folder in Load Pipeline", () => {
  const file = nodeOf(descriptions, "onnx");
  expect(file?.id).toBe("sampling/model");
  const pipeline = nodeOf(descriptions, "pipeline");
  expect(pipeline?.id).toBe("pipeline/load-pipeline");
  expect(file && modelFileValues(file, "/a.onnx")).toEqual({
    model: "file",
    path: "/a.onnx",
  });
  expect(pipeline && modelFileValues(pipeline, "/sd")).toEqual({
    folder: "/sd",
  });
});

test("a node awaits a model while it asks for a path and has none", () => {
  const pipeline = descriptions.find(
    ({ id }) => id === "pipeline/load-pipeline",
  );
  if (!pipeline) throw new Error("There is no Load Pipeline node.");
  const node = { id: "a", type: "", position: [0, 0] } as const;
  const awaits = (description: typeof model, values: Record<string, string>) =>
    awaitsModel(description, { ...node, values });
  expect(awaits(pipeline, {})).toBe(true);
  expect(awaits(pipeline, { folder: " " })).toBe(true);
  expect(awaits(pipeline, { folder: "/sd" })).toBe(false);
  expect(awaits(model, { model: "file" })).toBe(true);
  expect(awaits(model, { model: "file", path: "/a.onnx" })).toBe(false);
  // a model of the box has a path only from before, hidden
  expect(awaits(model, { model: "spiral" })).toBe(false);
});
