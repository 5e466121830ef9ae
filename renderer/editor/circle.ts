import type { LGraphNode } from "litegraph.js";

/** Whether a link from one node into another would close a circle. */
export function closesCircle(from: LGraphNode, to: LGraphNode): boolean {
  const { graph } = from;
  if (graph === null) return false;
  const seen = new Set<unknown>([to.id]);
  const waiting: LGraphNode[] = [to];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === from) return true;
    for (const { links } of node.outputs)
      for (const id of links ?? []) {
        const next = graph.getNodeById(graph._links.get(id)?.target_id);
        if (next !== null && !seen.has(next.id)) {
          seen.add(next.id);
          waiting.push(next);
        }
      }
  }
  return false;
}
