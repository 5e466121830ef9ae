import { expect, test } from "vitest";
import type { Graph, GraphNode } from "../../../engine/graph.ts";
import { agedNodes } from "../../../renderer/run/aged-nodes.ts";
import { changedNodes } from "../../../renderer/run/changed-nodes.ts";
import type { RunState } from "../../../renderer/run/run-state.ts";
import { descriptions } from "../../../nodes/registry.ts";

const kinds = new Map(descriptions.map((kind) => [kind.id, kind]));

function node(id: string, type: string, values: GraphNode["values"] = {}) {
  return { id, type, position: [0, 0], values } satisfies GraphNode;
}

function link(from: string, to: string, socket: string) {
  return {
    from: { node: from, output: socket },
    to: { node: to, input: socket },
  };
}

const graph: Graph = {
  format: "stepwright-graph",
  version: 1,
  nodes: [
    node("model", "sampling/model"),
    node("solver", "sampling/solver"),
    node("schedule", "schedules/schedule", { steps: 5 }),
    node("sampler", "sampling/sampler", { seed: 1 }),
    node("scatter", "look/scatter-plot"),
  ],
  links: [
    link("model", "sampler", "model"),
    link("solver", "sampler", "solver"),
    link("schedule", "sampler", "schedule"),
    link("sampler", "scatter", "samples"),
  ],
  groups: [],
};

function withValues(id: string, values: GraphNode["values"]): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((each) =>
      each.id === id ? { ...each, values } : each,
    ),
  };
}

test("a changed value changes its node and what needs it, nothing else", () => {
  const now = withValues("schedule", { steps: 6 });
  expect([...changedNodes(graph, now, kinds)].toSorted()).toEqual([
    "sampler",
    "scatter",
    "schedule",
  ]);
});

test("a value that is set to its default, a move and a title change nothing", () => {
  const now = {
    ...graph,
    nodes: graph.nodes.map((each) => ({
      ...each,
      title: "Another",
      position: [9, 9] as const,
      values: each.id === "sampler" ? { seed: 1, count: 64 } : each.values,
    })),
  };
  expect(changedNodes(graph, now, kinds).size).toBe(0);
});

test("a link that is cut changes what it led to", () => {
  const now = { ...graph, links: graph.links.slice(1) };
  expect([...changedNodes(graph, now, kinds)].toSorted()).toEqual([
    "sampler",
    "scatter",
  ]);
});

test("results of a changed node wait and say so, and are fresh again once the change is taken back", () => {
  const done = { state: "done", views: [], caption: "1 s" } as const;
  const run: RunState = {
    jobs: [],
    shown: { doc: { schedule: done, solver: done } },
    ranIn: { doc: { schedule: "1", solver: "1" } },
    graphs: { "1": graph },
  };
  const changed = withValues("schedule", { steps: 6 });
  const looks = agedNodes(run, { id: "doc", graph: changed }, kinds);
  expect(looks["schedule"]).toEqual({
    state: "waiting",
    caption: "changed since this result",
    views: [],
  });
  expect(looks["solver"]).toBe(done);
  expect(agedNodes(run, { id: "doc", graph }, kinds)["schedule"]).toBe(done);
});
