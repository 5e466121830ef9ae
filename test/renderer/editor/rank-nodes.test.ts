import { expect, test } from "vitest";
import { rankNodes, socketFor } from "../../../renderer/editor/rank-nodes.ts";
import { descriptions } from "../../e2e/editor/descriptions.ts";

const titles = (
  ...request: Parameters<typeof rankNodes> extends [unknown, ...infer R]
    ? R
    : never
) => rankNodes(descriptions, ...request).map(({ node }) => node.title);

test("without a query all nodes are there in their order", () => {
  expect(titles("")).toEqual(descriptions.map(({ title }) => title));
});

test("a node is found by a piece of its title, its first letters, or letters in order", () => {
  expect(titles("samp")[0]).toBe("Sampler");
  expect(titles("os")[0]).toBe("Optimize Schedule");
  expect(titles("prvw")[0]).toBe("Preview Image");
  expect(titles("zzz")).toEqual([]);
});

test("nodes that take a dropped link come first", () => {
  const found = rankNodes(descriptions, "", { into: "input", type: "LATENT" });
  expect(found.slice(0, 2)).toMatchObject([
    { node: { id: "look/preview-image" }, socket: "samples" },
    { node: { id: "look/scatter-plot" }, socket: "samples" },
  ]);
  expect(found[2]?.socket).toBeUndefined();
  expect(found).toHaveLength(descriptions.length);
});

test("a link dragged from an input is fed by an output of its type", () => {
  const found = rankNodes(descriptions, "", { into: "output", type: "SOLVER" });
  expect(found[0]).toMatchObject({
    node: { id: "sampling/solver" },
    socket: "solver",
  });
});

test("a required input is plugged in before an optional one", () => {
  const [model] = descriptions;
  if (model === undefined) throw new Error("no descriptions");
  const node = {
    ...model,
    inputs: {
      maybe: { kind: "port", type: "SOLVER", optional: true },
      needed: { kind: "port", type: "SOLVER", optional: false },
    },
  } as const;
  expect(socketFor(node, { into: "input", type: "SOLVER" })).toBe("needed");
});
