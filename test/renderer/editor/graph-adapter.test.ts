import fc from "fast-check";
import { expect, test } from "vitest";
import type { Graph } from "../../../engine/graph.ts";
import {
  findNode,
  loadGraph,
  readGraph,
} from "../../../renderer/editor/graph-adapter.ts";
import { StepGraph } from "../../../renderer/editor/step-graph.ts";
import { descriptions } from "../../e2e/editor/descriptions.ts";
import { arbitraryGraph } from "./arbitrary-graph.ts";

const known = new Map(descriptions.map((each) => [each.id, each]));

function open(graph: Graph) {
  const target = new StepGraph();
  return { target, kept: loadGraph(target, graph, known) };
}

test("a graph that is loaded and read back is the same, unknown nodes and unsound links too", () => {
  fc.assert(
    fc.property(arbitraryGraph, (graph) => {
      const { target, kept } = open(graph);
      expect(readGraph(target, kept)).toStrictEqual(graph);
    }),
    { numRuns: 500 },
  );
});

test("a graph survives a second loading in place of another", () => {
  fc.assert(
    fc.property(arbitraryGraph, arbitraryGraph, (first, second) => {
      const { target } = open(first);
      const kept = loadGraph(target, second, known);
      expect(readGraph(target, kept)).toStrictEqual(second);
    }),
    { numRuns: 100 },
  );
});

const sample: Graph = {
  format: "stepwright-graph",
  version: 1,
  nodes: [
    { id: "old", type: "elsewhere/thing", position: [1, 2], values: { a: 1 } },
    { id: "s", type: "sampling/sampler", position: [0.1, 0.2], values: {} },
    { id: "m", type: "sampling/model", position: [5, 6], values: {} },
  ],
  links: [
    {
      from: { node: "old", output: "thing" },
      to: { node: "s", input: "model" },
    },
    {
      from: { node: "m", output: "model" },
      to: { node: "s", input: "model" },
    },
    {
      from: { node: "gone", output: "x" },
      to: { node: "s", input: "solver" },
    },
  ],
  groups: [{ title: "G", position: [0.1, 0.3], size: [200.7, 100.9] }],
};

test("a placeholder has the sockets that its links name", () => {
  const { target } = open(sample);
  const node = findNode(target, "old");
  expect(node?.isPlaceholder).toBe(true);
  expect(node?.outputs.map(({ name }) => name)).toEqual(["thing"]);
});

test("a node that is moved is read with its place, and all else as it was", () => {
  const { target, kept } = open(sample);
  findNode(target, "s")?.move(10, -3);
  const read = readGraph(target, kept);
  expect(read.nodes[1]?.position).toEqual([10.1, -2.8]);
  expect({ ...read, nodes: [] }).toEqual({ ...sample, nodes: [] });
});

test("drawing a node on top does not change the order it is saved in", () => {
  const { target, kept } = open(sample);
  const nodes = target._nodes;
  const first = nodes.shift();
  if (first) nodes.push(first);
  expect(readGraph(target, kept)).toEqual(sample);
});

test("a removed node takes its links along, those that were not shown too", () => {
  const { target, kept } = open(sample);
  const node = findNode(target, "s");
  if (node) target.remove(node);
  const read = readGraph(target, kept);
  expect(read.nodes.map(({ id }) => id)).toEqual(["old", "m"]);
  expect(read.links).toEqual([]);
});

test("a link made on the canvas is read by the names of its sockets", () => {
  const { target, kept } = open({ ...sample, links: [] });
  const from = findNode(target, "m");
  const to = findNode(target, "s");
  if (from && to) from.connect(0, to, 0);
  expect(readGraph(target, kept).links).toEqual([
    { from: { node: "m", output: "model" }, to: { node: "s", input: "model" } },
  ]);
});

test("sockets of two types do not connect, nor do nodes into a circle", () => {
  const { target, kept } = open({
    ...sample,
    nodes: [
      { id: "a", type: "schedules/scale", position: [0, 0], values: {} },
      { id: "b", type: "schedules/scale", position: [0, 0], values: {} },
      { id: "m", type: "sampling/model", position: [0, 0], values: {} },
    ],
    links: [
      {
        from: { node: "a", output: "schedule" },
        to: { node: "b", input: "schedule" },
      },
    ],
  });
  const [a, b, m] = ["a", "b", "m"].map((id) => findNode(target, id));
  const input = a?.inputs[0];
  const back = b?.outputs[0];
  const model = m?.outputs[0];
  if (!a || !b || !m || !input || !back || !model) throw new Error("no nodes");
  expect(b.canConnectTo(a, input, back)).toBe(false);
  expect(m.canConnectTo(a, input, model)).toBe(false);
  expect(m.connect(0, a, 0)).toBeNull();
  expect(readGraph(target, kept).links).toHaveLength(1);
});
