import { graphVersion, type Graph } from "../../engine/graph.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import { nothingPicked, type Picked } from "./edit-graph.ts";
import {
  findNode,
  loadGraph,
  readGraph,
  stepGroups,
  stepNodes,
  type Kept,
} from "./graph-adapter.ts";
import { createHistory, withoutView, type History } from "./history.ts";
import type { StepCanvas } from "./step-canvas.ts";
import type { StepGraph } from "./step-graph.ts";
import { StepGroup } from "./step-group.ts";
import { StepNode } from "./step-node.ts";

/** The graph that is being edited: litegraph's copy, its history, and what changed. */
export interface EditorDocument {
  /** Starts anew with a graph. */
  load(graph: Graph): void;
  /** As it is now, without a view. */
  read(): Graph;
  /** Changes the graph as plain data: one undoable step. Selects this, or keeps what was selected. */
  apply(graph: Graph, select?: Picked): void;
  /** As `apply`, but one step with the gesture that goes on from it: noted when that settles. */
  begin(graph: Graph, select: Picked): void;
  /** Notes what was changed on litegraph's side, once a gesture is over. */
  settle(): void;
  undo(): void;
  redo(): void;
  readonly history: History;
  readonly revision: number;
  picked(): Picked;
  select(nodes: readonly string[]): void;
  node(id: string): StepNode | undefined;
}

export function createDocument(
  graph: StepGraph,
  canvas: StepCanvas,
  descriptions: ReadonlyMap<string, NodeDescription>,
  changed: () => void,
  /** False where the graph must stay as it is; it tells why itself. */
  mayChange: () => boolean,
): EditorDocument {
  const empty: Graph = {
    format: "stepwright-graph",
    version: graphVersion,
    nodes: [],
    links: [],
    groups: [],
  };
  let kept: Kept = loadGraph(graph, empty, descriptions);
  let history = createHistory(empty);
  let revision = 0;

  const read = () => withoutView(readGraph(graph, kept));

  function picked(): Picked {
    const nodes = new Set<string>();
    const groups = new Set<number>();
    for (const item of canvas.selectedItems) {
      if (item instanceof StepNode) nodes.add(item.graphId);
      else if (item instanceof StepGroup) groups.add(item.order);
    }
    return { nodes, groups };
  }

  function show(next: Graph, selection: Picked): void {
    // clearing litegraph's graph would reset the view with it
    const { scale, offset } = canvas.ds;
    const [x, y] = offset;
    kept = loadGraph(graph, next, descriptions);
    canvas.ds.scale = scale;
    canvas.ds.offset = [x, y];
    canvas.selectItems([
      ...stepNodes(graph).filter((node) => selection.nodes.has(node.graphId)),
      ...stepGroups(graph).filter((group) => selection.groups.has(group.order)),
    ]);
    // so that the very next press finds the nodes, before a frame is drawn
    canvas.ds.computeVisibleArea(undefined);
    canvas.computeVisibleNodes(undefined, canvas.visible_nodes);
    canvas.setDirty(true, true);
  }

  function settle(): void {
    const now = read();
    if (!history.commit(now)) return;
    revision++;
    // a link that had no place may have one now
    if (kept.strays.length > 0) show(now, picked());
    changed();
  }

  function travel(to: Graph | undefined): void {
    if (to === undefined) return;
    show(to, picked());
    revision++;
    changed();
  }

  return {
    load(next) {
      show(next, nothingPicked);
      history = createHistory(next);
      revision++;
    },
    read,
    apply(next, select) {
      if (!mayChange()) return;
      show(next, select ?? picked());
      settle();
    },
    begin(next, select) {
      if (mayChange()) show(next, select);
    },
    settle,
    undo: () => travel(history.undo()),
    redo: () => travel(history.redo()),
    get history() {
      return history;
    },
    get revision() {
      return revision;
    },
    picked,
    select(ids) {
      const wanted = new Set(ids);
      canvas.selectItems(
        stepNodes(graph).filter((node) => wanted.has(node.graphId)),
      );
    },
    node: (id) => findNode(graph, id),
  };
}
