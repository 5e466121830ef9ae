import type { GraphNode } from "./graph.ts";
import type { NodeDescription } from "./node-definition.ts";

/** What a node is called in messages: its own title, else its kind's. */
export function nodeName(
  node: GraphNode,
  nodes: ReadonlyMap<string, NodeDescription>,
): string {
  return node.title ?? nodes.get(node.type)?.title ?? node.type;
}
