import type { GraphNode } from "../../../../engine/graph.ts";
import type { View } from "../../../../engine/view.ts";
import type { ShownNodes } from "../../../run/run-state.ts";

export type OptimizationView = Extract<View, { kind: "optimization" }>;

const optimizeType = "schedules/optimize-schedule";

/** The optimization to look at: the selected one, else one that runs, else one that has something to show, else any. */
export function chooseOptimization(
  nodes: readonly GraphNode[],
  selected: readonly string[],
  shown: ShownNodes,
): GraphNode | undefined {
  const all = nodes.filter(
    ({ id, type }) => type === optimizeType || viewOf(shown, id) !== undefined,
  );
  const busy = ({ id }: GraphNode) =>
    shown[id]?.state === "running" || shown[id]?.state === "paused";
  return (
    all.find(({ id }) => selected.includes(id)) ??
    all.find(busy) ??
    all.find(({ id }) => viewOf(shown, id) !== undefined) ??
    all[0]
  );
}

/** What a node last told of its optimization. */
export function viewOf(
  shown: ShownNodes,
  node: string,
): OptimizationView | undefined {
  return shown[node]?.views.find(
    (view): view is OptimizationView => view.kind === "optimization",
  );
}
