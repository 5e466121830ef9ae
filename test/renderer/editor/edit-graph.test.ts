import { expect, test } from "vitest";
import type { Graph } from "../../../engine/graph.ts";
import {
  addLink,
  freeId,
  groupAround,
  removeLink,
  removePicked,
  setTitle,
  toggleFlag,
  toggleMode,
} from "../../../renderer/editor/edit-graph.ts";

const graph: Graph = {
  format: "stepwright-graph",
  version: 1,
  nodes: [
    { id: "a", type: "t/a", position: [0, 0], values: {} },
    { id: "b", type: "t/b", position: [0, 0], values: {}, mode: "mute" },
    { id: "c", type: "t/c", position: [0, 0], values: {} },
  ],
  links: [
    { from: { node: "a", output: "x" }, to: { node: "b", input: "y" } },
    { from: { node: "b", output: "x" }, to: { node: "c", input: "y" } },
  ],
  groups: [{ title: "G", position: [0, 0], size: [1, 1] }],
};

test("an id reads like its type and is never taken", () => {
  expect(freeId("sampling/sampler", new Set())).toBe("sampler");
  expect(freeId("sampling/sampler", new Set(["sampler", "sampler-2"]))).toBe(
    "sampler-3",
  );
  expect(freeId("x/ünï", new Set())).toMatch(/^[A-Za-z0-9_-]+$/);
});

test("an input takes one link: a new one puts the old one out", () => {
  const link = {
    from: { node: "a", output: "x" },
    to: { node: "c", input: "y" },
  };
  expect(addLink(graph, link).links).toEqual([graph.links[0], link]);
  expect(removeLink(addLink(graph, link), link).links).toEqual([
    graph.links[0],
  ]);
});

test("a removed node takes its links along", () => {
  const next = removePicked(graph, {
    nodes: new Set(["b"]),
    groups: new Set([0]),
  });
  expect(next.nodes.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(next.links).toEqual([]);
  expect(next.groups).toEqual([]);
});

test("muting some nodes mutes all of them, and muting muted ones wakes them", () => {
  const ids = new Set(["a", "b"]);
  const muted = toggleMode(graph, ids, "mute");
  expect(muted.nodes.map(({ mode }) => mode)).toEqual([
    "mute",
    "mute",
    undefined,
  ]);
  const awake = toggleMode(muted, ids, "mute");
  expect(awake.nodes.every((node) => !("mode" in node))).toBe(true);
});

test("a flag that is taken back leaves no trace", () => {
  const ids = new Set(["a"]);
  expect(toggleFlag(toggleFlag(graph, ids, "pinned"), ids, "pinned")).toEqual(
    graph,
  );
});

test("an empty title gives the node its own back", () => {
  const named = setTitle(graph, "a", "  Mine ");
  expect(named.nodes[0]?.title).toBe("Mine");
  expect(setTitle(named, "a", " ")).toEqual(graph);
});

test("a group lies around its nodes with room for its title", () => {
  const { groups } = groupAround(
    graph,
    [
      [100, 100, 50, 60],
      [200, 130, 100, 100],
    ],
    "Two",
  );
  expect(groups[1]).toEqual({
    title: "Two",
    position: [80, 52],
    size: [240, 198],
  });
});
