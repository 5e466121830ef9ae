import type { Graph, GraphLink, GraphNode } from "../../engine/graph.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import { effectiveValues } from "../../engine/node-values.ts";
import { sameJson } from "../../engine/same-json.ts";

/**
 * The nodes of `now` whose results are no longer those of a run of `before`: their own kind, values, mode or links
 * differ, or those of a node that they need.
 */
export function changedNodes(
  before: Graph,
  now: Graph,
  kinds: ReadonlyMap<string, NodeDescription>,
): ReadonlySet<string> {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const oldLinks = linksInto(before);
  const links = linksInto(now);
  const changed = new Set<string>();
  const seen = new Set<string>();
  const visit = (node: GraphNode): void => {
    if (seen.has(node.id)) return;
    // marked before its sources are looked at, so that a circle ends
    seen.add(node.id);
    const into = links.get(node.id) ?? [];
    for (const { from } of into) {
      const source = byId.get(from.node);
      if (source) visit(source);
    }
    const was = old.get(node.id);
    const same =
      was !== undefined &&
      was.type === node.type &&
      (was.mode ?? "active") === (node.mode ?? "active") &&
      sameJson(valuesOf(was, kinds), valuesOf(node, kinds)) &&
      sameLinks(oldLinks.get(node.id) ?? [], into) &&
      into.every(({ from }) => !changed.has(from.node));
    if (!same) changed.add(node.id);
  };
  const byId = new Map(now.nodes.map((node) => [node.id, node]));
  now.nodes.forEach(visit);
  return changed;
}

function linksInto(graph: Graph): ReadonlyMap<string, readonly GraphLink[]> {
  const into = new Map<string, GraphLink[]>();
  for (const link of graph.links)
    into.set(link.to.node, [...(into.get(link.to.node) ?? []), link]);
  return into;
}

function valuesOf(
  node: GraphNode,
  kinds: ReadonlyMap<string, NodeDescription>,
): object {
  const kind = kinds.get(node.type);
  return kind ? effectiveValues(node, kind) : node.values;
}

/** Whether the same inputs are linked to the same outputs, in whatever order. */
function sameLinks(
  before: readonly GraphLink[],
  now: readonly GraphLink[],
): boolean {
  const ends = ({ from, to }: GraphLink): string =>
    JSON.stringify([to.input, from.node, from.output]);
  return sameJson(before.map(ends).toSorted(), now.map(ends).toSorted());
}
