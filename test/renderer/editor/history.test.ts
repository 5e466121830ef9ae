import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createHistory,
  withoutView,
} from "../../../renderer/editor/history.ts";
import { arbitraryGraph } from "./arbitrary-graph.ts";

test("undoing all and redoing all goes back and forth through the same graphs", () => {
  fc.assert(
    fc.property(
      arbitraryGraph,
      fc.array(arbitraryGraph, { maxLength: 6 }),
      (start, graphs) => {
        const history = createHistory(start);
        const seen = [withoutView(start)];
        for (const graph of graphs)
          if (history.commit(graph)) seen.push(withoutView(graph));
        const back = [];
        while (history.canUndo) back.push(history.undo());
        expect(back).toEqual(seen.slice(0, -1).reverse());
        const forth = [];
        while (history.canRedo) forth.push(history.redo());
        expect(forth).toEqual(seen.slice(1));
      },
    ),
    { numRuns: 100 },
  );
});

const graph = {
  format: "stepwright-graph",
  version: 1,
  nodes: [],
  links: [],
  groups: [],
} as const;

test("another view, or the same graph in other words, is no step", () => {
  const history = createHistory(graph);
  expect(history.commit({ ...graph, view: { scale: 2, offset: [1, 2] } })).toBe(
    false,
  );
  expect(history.commit({ ...graph, nodes: [] })).toBe(false);
  expect(history.canUndo).toBe(false);
});

test("a change after an undo ends what could be redone", () => {
  const history = createHistory(graph);
  history.commit({ ...graph, title: "a" });
  history.undo();
  history.commit({ ...graph, title: "b" });
  expect(history.canRedo).toBe(false);
  expect(history.undo()).toEqual(graph);
});

test("undoing with nothing to undo changes nothing", () => {
  const history = createHistory(graph);
  expect(history.undo()).toBeUndefined();
  expect(history.current).toEqual(graph);
});
