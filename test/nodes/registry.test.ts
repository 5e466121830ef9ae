import { expect, test } from "vitest";
import { number, shownFor } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { checkNode, descriptions, nodes } from "../../nodes/registry.ts";

test("every node of the product's first list is there under its permanent id", () => {
  expect([...nodes.keys()]).toEqual(
    expect.arrayContaining([
      "sampling/model",
      "sampling/solver",
      "sampling/sampler",
      "look/preview-image",
      "look/scatter-plot",
      "look/plot-schedules",
      "files/save-image",
      "files/save-samples",
      "files/export-schedule",
    ]),
  );
});

test("descriptions survive a structured clone and have no run", () => {
  expect(structuredClone(descriptions)).toEqual(descriptions);
  for (const description of descriptions) {
    expect(description).not.toHaveProperty("run");
    expect(description.category).toBe(description.id.split("/")[0]);
    expect(description.description).toMatch(/\.$/);
  }
});

test("a file that exports no node, or more than one thing, is named", () => {
  const node = defineNode({
    title: "A",
    description: "A.",
    inputs: {},
    outputs: {},
    run: async () => ({}),
  });
  expect(() => checkNode("look/a", { helper: 1 })).toThrow(
    "nodes/look/a.ts must export one const made by defineNode, got helper",
  );
  expect(() => checkNode("look/a", { node, helper: 1 })).toThrow(
    "got node, helper",
  );
  expect(checkNode("look/a", { node })).toBe(node);
});

test("an input shown for another one that does not exist is named", () => {
  const node = defineNode({
    title: "A",
    description: "A.",
    inputs: {
      a: number({ default: 1, min: 0, max: 2, shownFor: shownFor("b", 1) }),
    },
    outputs: {},
    run: async () => ({}),
  });
  expect(() => checkNode("look/a", { node })).toThrow(
    "input a of nodes/look/a.ts is shown for b, which is no input",
  );
});

test("a default outside its range is named", () => {
  const node = defineNode({
    title: "A",
    description: "A.",
    inputs: { a: number({ default: 3, min: 0, max: 2 }) },
    outputs: {},
    run: async () => ({}),
  });
  expect(() => checkNode("look/a", { node })).toThrow(
    "input a of nodes/look/a.ts has the default 3 outside 0 to 2",
  );
});
