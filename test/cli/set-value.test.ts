import { expect, test } from "vitest";
import { setValue } from "../../cli/set-value.ts";
import { BadInput } from "../../core/bad-input.ts";
import type { Graph } from "../../engine/graph.ts";
import { descriptions } from "../../nodes/registry.ts";

const kinds = new Map(descriptions.map((node) => [node.id, node]));
const graph: Graph = {
  format: "stepwright-graph",
  version: 1,
  nodes: [
    { id: "solver", type: "sampling/solver", position: [0, 0], values: {} },
  ],
  links: [],
  groups: [],
};
const [input = ""] =
  Object.entries(kinds.get("sampling/solver")?.inputs ?? {}).find(
    ([, { kind }]) => kind === "switch",
  ) ?? [];

test.each([
  ["true", true],
  ["True", true],
  ["FALSE", false],
])("a switch takes %s", (text, value) => {
  const set = setValue(graph, kinds, `solver.${input}=${text}`);
  expect(set.nodes[0]?.values).toEqual({ [input]: value });
});

test.each(["__proto__", "constructor", "toString"])(
  "an input %s is not there",
  (name) => {
    const set = (): Graph => setValue(graph, kinds, `solver.${name}=1`);
    expect(set).toThrow(BadInput);
    expect(set).toThrow(`--set solver.${name}: Solver has no such input; `);
  },
);
