import type { Graph } from "./graph.ts";
import type { NodeDescription } from "./node-definition.ts";
import { planRun } from "./plan-run.ts";

/** Something that keeps a graph, or a part of it, from running. */
export interface Problem {
  /** The node that it is shown on; absent where it concerns the whole graph. */
  readonly node?: string;
  readonly input?: string;
  /** One sentence: what, where, got, wanted. */
  readonly message: string;
}

/**
 * Looks for everything that would keep the graph from running. Pure.
 *
 * Without targets: kinds, links and cycles of all active nodes; missing links and values of the terminal nodes and what
 * they need. With targets: only what these need.
 */
export function checkGraph(
  graph: Graph,
  nodes: ReadonlyMap<string, NodeDescription>,
  targets?: readonly string[],
): Problem[] {
  const plan = planRun(graph, nodes, targets);
  return plan.kind === "refused" ? [...plan.problems] : [];
}
