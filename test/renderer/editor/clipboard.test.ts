import fc from "fast-check";
import { expect, test } from "vitest";
import type { Graph } from "../../../engine/graph.ts";
import {
  clipCorner,
  clipOf,
  parseClip,
  pasteClip,
} from "../../../renderer/editor/clipboard.ts";
import { arbitraryGraph } from "./arbitrary-graph.ts";

const graph: Graph = {
  format: "stepwright-graph",
  version: 1,
  nodes: [
    { id: "model", type: "sampling/model", position: [0, 0], values: {} },
    {
      id: "a",
      type: "sampling/sampler",
      position: [10, 20],
      values: { seed: 7 },
    },
    { id: "b", type: "look/preview-image", position: [30, 5], values: {} },
  ],
  links: [
    {
      from: { node: "model", output: "model" },
      to: { node: "a", input: "model" },
    },
    {
      from: { node: "a", output: "samples" },
      to: { node: "b", input: "samples" },
    },
  ],
  groups: [{ title: "G", position: [3, 4], size: [200, 100] }],
};
const both = { nodes: new Set(["a", "b"]), groups: new Set<number>() };

test("a paste has ids of its own and the links among its nodes", () => {
  const pasted = pasteClip(graph, clipOf(graph, both), [100, 50], false);
  expect([...pasted.picked.nodes]).toEqual(["sampler", "preview-image"]);
  expect(pasted.graph.nodes[3]).toEqual({
    ...graph.nodes[1],
    id: "sampler",
    position: [110, 70],
  });
  expect(pasted.graph.links.slice(2)).toEqual([
    {
      from: { node: "sampler", output: "samples" },
      to: { node: "preview-image", input: "samples" },
    },
  ]);
});

test("a paste with links is fed by the same nodes as the copied one", () => {
  const { graph: next } = pasteClip(graph, clipOf(graph, both), [0, 0], true);
  expect(next.links).toContainEqual({
    from: { node: "model", output: "model" },
    to: { node: "sampler", input: "model" },
  });
});

test("a paste with links into a graph without those nodes leaves the links out", () => {
  const empty: Graph = { ...graph, nodes: [], links: [], groups: [] };
  const { graph: next } = pasteClip(empty, clipOf(graph, both), [0, 0], true);
  expect(next.links).toHaveLength(1);
  expect(next.nodes.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("ids stay unique and no link dangles, whatever is pasted wherever", () => {
  fc.assert(
    fc.property(
      arbitraryGraph,
      arbitraryGraph,
      fc.boolean(),
      (target, source, withLinks) => {
        const all = {
          nodes: new Set(source.nodes.map(({ id }) => id)),
          groups: new Set(source.groups.keys()),
        };
        const { graph: next, picked } = pasteClip(
          target,
          clipOf(source, all),
          [1, 2],
          withLinks,
        );
        const ids = next.nodes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(clipOf(next, picked).nodes).toHaveLength(source.nodes.length);
        expect(clipOf(next, picked).groups.map(({ title }) => title)).toEqual(
          source.groups.map(({ title }) => title),
        );
        for (const { from, to } of next.links.slice(target.links.length)) {
          expect(ids).toContain(from.node);
          expect(picked.nodes).toContain(to.node);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("a clip survives the way through text", () => {
  fc.assert(
    fc.property(arbitraryGraph, (source) => {
      const clip = clipOf(source, {
        nodes: new Set(source.nodes.map(({ id }) => id)),
        groups: new Set(source.groups.keys()),
      });
      expect(parseClip(JSON.stringify(clip))).toEqual(clip);
    }),
    { numRuns: 100 },
  );
});

test("other text on the clipboard is no clip", () => {
  const clip = JSON.stringify(clipOf(graph, both));
  for (const text of [
    "",
    "hello",
    '"stepwright-clip"',
    '{"format":"stepwright-clip"}',
    clip.slice(0, -3),
    clip.replace("[10,20]", '["10",20]'),
    clip.replace('"version":2', '"version":3'),
  ])
    expect(parseClip(text)).toBeUndefined();
});

test("the corner of a clip is the upper left of its nodes and groups", () => {
  const clip = clipOf(graph, { ...both, groups: new Set([0]) });
  expect(clipCorner(clip)).toEqual([3, 4]);
});
