import type { Graph } from "../../engine/graph.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import type { NodeStatus } from "../editor/editor.ts";
import { changedNodes } from "./changed-nodes.ts";
import type { RunState, ShownNodes } from "./run-state.ts";

/** What stands at a result that the graph as it is would not give. */
export const agedCaption = "changed since this result";

const aged = new WeakMap<NodeStatus, NodeStatus>();

/** What the nodes of a document show, results of a graph that has changed since told from those of the graph as it is. */
export function agedNodes(
  run: RunState,
  document: { readonly id: string; readonly graph: Graph },
  kinds: ReadonlyMap<string, NodeDescription>,
): ShownNodes {
  const shown = run.shown[document.id] ?? {};
  const ranIn = run.ranIn[document.id] ?? {};
  const changedSince = new Map<string, ReadonlySet<string>>();
  const isChanged = (node: string): boolean => {
    const job = ranIn[node];
    const graph = job === undefined ? undefined : run.graphs[job];
    if (job === undefined || graph === undefined) return false;
    const changed =
      changedSince.get(job) ?? changedNodes(graph, document.graph, kinds);
    changedSince.set(job, changed);
    return changed.has(node);
  };
  return Object.fromEntries(
    Object.entries(shown).map(([node, status]) => [
      node,
      isResult(status) && isChanged(node) ? agedStatus(status) : status,
    ]),
  );
}

function isResult({ state }: NodeStatus): boolean {
  return state === "done" || state === "cached" || state === "failed";
}

/** The same object for the same status, so that nothing is drawn anew without news. */
function agedStatus(status: NodeStatus): NodeStatus {
  const known = aged.get(status) ?? {
    state: "waiting",
    caption: agedCaption,
    views: status.views,
  };
  aged.set(status, known);
  return known;
}
