import { expect, test } from "vitest";
import { descriptions } from "../../../nodes/registry.ts";
import { offeredChoices } from "../../../renderer/run/offered-choices.ts";

const model = descriptions.find(({ id }) => id === "sampling/model");
if (!model) throw new Error("There is no Model node.");

const finding = {
  node: "a",
  input: "path",
  folder: false,
  path: "/rings.onnx",
  place: { kind: "there" },
  labels: ["in", "out"],
} as const;

const classes = (values: Record<string, string>) =>
  offeredChoices(
    { folders: [], findings: [finding] },
    model,
    { id: "a", type: model.id, position: [0, 0], values },
    "class",
  ).map(({ value, title, also }) => [value, title, ...(also ?? [])]);

test("a class is chosen by its name with its number beside it, or each in turn", () => {
  const emoji = classes({ model: "emoji-32" });
  expect(emoji.slice(0, 3)).toEqual([
    ["", "each class in turn"],
    ["face", "face", "0"],
    ["heart", "heart", "1"],
  ]);
  expect(emoji).toHaveLength(16);
});

test("the classes of a file are those that were read of it", () => {
  expect(classes({ model: "file", path: "/rings.onnx" })).toEqual([
    ["", "each class in turn"],
    ["in", "in", "0"],
    ["out", "out", "1"],
  ]);
});
