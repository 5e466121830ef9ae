import { type LGraph, LLink } from "litegraph.js";
import type { Graph, GraphLink } from "../../engine/graph.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import { litegraphId, StepNode } from "./step-node.ts";
import { StepGroup } from "./step-group.ts";

/** What of a graph litegraph has no place for. */
export interface Kept {
  readonly base: Graph;
  /** Links that cannot be shown: an end is missing, or another link is in that input. By their place in the list. */
  readonly strays: readonly {
    readonly order: number;
    readonly link: GraphLink;
  }[];
  /** Where each node stands in the list; the one clicked last is drawn on top, but stays where it is. */
  readonly order: ReadonlyMap<string, number>;
}

/** Fills litegraph's graph with ours, in place of what was in it. */
export function loadGraph(
  target: LGraph,
  graph: Graph,
  descriptions: ReadonlyMap<string, NodeDescription>,
): Kept {
  target.clear();
  const ghosts = ghostSockets(graph, descriptions);
  for (const record of graph.nodes) {
    const node = new StepNode(record, descriptions.get(record.type), {
      inputs: [...(ghosts.get(record.id)?.inputs ?? [])],
      outputs: [...(ghosts.get(record.id)?.outputs ?? [])],
    });
    target.add(node, true);
  }
  graph.groups.forEach((group, index) =>
    target.add(new StepGroup(group, index)),
  );

  const strays: { order: number; link: GraphLink }[] = [];
  for (const link of graph.links) {
    const order = ++target.state.lastLinkId;
    if (!placeLink(target, order, link)) strays.push({ order, link });
  }
  return {
    base: graph,
    strays,
    order: new Map(graph.nodes.map(({ id }, index) => [id, index])),
  };
}

function placeLink(target: LGraph, id: number, link: GraphLink): boolean {
  const from = findNode(target, link.from.node);
  const to = findNode(target, link.to.node);
  const output = from?.outputs.findIndex(
    ({ name }) => name === link.from.output,
  );
  const input = to?.inputs.findIndex(({ name }) => name === link.to.input);
  if (from === undefined || to === undefined) return false;
  if (output === undefined || input === undefined) return false;
  const outputSlot = from.outputs[output];
  const inputSlot = to.inputs[input];
  if (!outputSlot || !inputSlot || inputSlot.link !== null) return false;
  // as litegraph itself does when it reads a file: a link of wrong types stays, for the checks to point at
  target._links.set(
    id,
    new LLink(id, outputSlot.type, from.id, output, to.id, input),
  );
  outputSlot.links = [...(outputSlot.links ?? []), id];
  inputSlot.link = id;
  return true;
}

export function findNode(graph: LGraph, id: string): StepNode | undefined {
  const node = graph.getNodeById(litegraphId(id));
  return node instanceof StepNode ? node : undefined;
}

export function stepNodes(graph: LGraph): StepNode[] {
  return graph._nodes.filter((node) => node instanceof StepNode);
}

export function stepGroups(graph: LGraph): StepGroup[] {
  return graph._groups
    .filter((group) => group instanceof StepGroup)
    .toSorted((a, b) => a.order - b.order);
}

/** The link of litegraph in our terms. */
export function linkRecord(graph: LGraph, link: LLink): GraphLink | undefined {
  const from = graph.getNodeById(link.origin_id);
  const to = graph.getNodeById(link.target_id);
  const output = from?.outputs[link.origin_slot]?.name;
  const input = to?.inputs[link.target_slot]?.name;
  if (!(from instanceof StepNode) || !(to instanceof StepNode))
    return undefined;
  if (output === undefined || input === undefined) return undefined;
  return {
    from: { node: from.graphId, output },
    to: { node: to.graphId, input },
  };
}

/** Reads litegraph's graph out as ours. What was loaded and not touched comes back equal. */
export function readGraph(source: LGraph, kept: Kept): Graph {
  const nodes = stepNodes(source)
    .toSorted((a, b) => place(kept, a) - place(kept, b))
    .map((node) => node.toRecord());
  const links: { order: number; link: GraphLink }[] = [];
  for (const [id, link] of source._links) {
    const record = linkRecord(source, link);
    if (record === undefined) continue;
    links.push({ order: id, link: record });
  }
  const loaded = kept.base.nodes.length;
  const present = new Set(nodes.map(({ id }) => id));
  const removed = new Set(
    loaded === nodes.length
      ? []
      : kept.base.nodes.map(({ id }) => id).filter((id) => !present.has(id)),
  );
  for (const stray of kept.strays)
    if (!removed.has(stray.link.from.node) && !removed.has(stray.link.to.node))
      links.push(stray);
  return {
    ...kept.base,
    nodes,
    links: links.toSorted((a, b) => a.order - b.order).map(({ link }) => link),
    groups: stepGroups(source).map((group) => group.toRecord()),
  };
}

function place(kept: Kept, node: StepNode): number {
  return kept.order.get(node.graphId) ?? Infinity;
}

/** Names that links use though the node's description, or the lack of one, does not have them. */
function ghostSockets(
  graph: Graph,
  descriptions: ReadonlyMap<string, NodeDescription>,
): Map<string, { inputs: Set<string>; outputs: Set<string> }> {
  const described = new Map(
    graph.nodes.map(({ id, type }) => [id, descriptions.get(type)]),
  );
  const found = new Map<
    string,
    { inputs: Set<string>; outputs: Set<string> }
  >();
  const at = (id: string) => {
    const entry = found.get(id) ?? { inputs: new Set(), outputs: new Set() };
    found.set(id, entry);
    return entry;
  };
  for (const { from, to } of graph.links) {
    const outputs = described.get(from.node)?.outputs ?? {};
    if (!Object.hasOwn(outputs, from.output))
      at(from.node).outputs.add(from.output);
    const inputs = described.get(to.node)?.inputs ?? {};
    const input = Object.hasOwn(inputs, to.input)
      ? inputs[to.input]
      : undefined;
    if (input?.kind !== "port") at(to.node).inputs.add(to.input);
  }
  return found;
}
