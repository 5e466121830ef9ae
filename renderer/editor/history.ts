import type { Graph } from "../../engine/graph.ts";
import { sameJson } from "../../engine/same-json.ts";

/** Snapshots of a graph to go back and forth between. The view is no part of them. */
export interface History {
  /** Notes the graph as it is now. True where it differs from the last one. */
  commit(graph: Graph): boolean;
  undo(): Graph | undefined;
  redo(): Graph | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly current: Graph;
}

const limit = 200;

export function createHistory(start: Graph): History {
  let past: Graph[] = [];
  let present = withoutView(start);
  let future: Graph[] = [];
  return {
    commit(graph) {
      const next = withoutView(graph);
      if (sameJson(next, present)) return false;
      past = [...past.slice(-limit + 1), present];
      present = next;
      future = [];
      return true;
    },
    undo() {
      const before = past.at(-1);
      if (before === undefined) return undefined;
      past = past.slice(0, -1);
      future = [present, ...future];
      present = before;
      return present;
    },
    redo() {
      const [after, ...rest] = future;
      if (after === undefined) return undefined;
      past = [...past, present];
      future = rest;
      present = after;
      return present;
    },
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
    get current() {
      return present;
    },
  };
}

export function withoutView(graph: Graph): Graph {
  const { view: _, ...rest } = graph;
  return rest;
}
