import { isNeeded } from "./node-values.ts";
import type { Graph, GraphLink, GraphNode } from "./graph.ts";
import type { NodeDescription } from "./node-definition.ts";

/** Where a port's value comes from, muted and bypassed nodes taken into account. */
export type Source =
  | {
      readonly kind: "linked";
      readonly node: GraphNode;
      readonly output: string;
    }
  | { readonly kind: "empty" }
  /** Its node does not run, or something that it needs does not. */
  | { readonly kind: "muted"; readonly by: GraphNode };

/** A graph with what is needed to follow its links. */
export interface Wiring {
  readonly graph: Graph;
  readonly nodes: ReadonlyMap<string, NodeDescription>;
  readonly byId: ReadonlyMap<string, GraphNode>;
  /** The source of each linked input, by `node.input`. Ids have no dots. */
  readonly links: ReadonlyMap<
    string,
    { readonly node: string; readonly output: string }
  >;
  /** The links that end at each node. */
  readonly linksInto: ReadonlyMap<string, readonly GraphLink[]>;
}

export function wiringOf(
  graph: Graph,
  nodes: ReadonlyMap<string, NodeDescription>,
): Wiring {
  const linksInto = new Map<string, GraphLink[]>();
  for (const link of graph.links) {
    const known = linksInto.get(link.to.node);
    if (known === undefined) linksInto.set(link.to.node, [link]);
    else known.push(link);
  }
  return {
    graph,
    nodes,
    byId: new Map(graph.nodes.map((node) => [node.id, node])),
    links: new Map(
      graph.links.map(({ from, to }) => [`${to.node}.${to.input}`, from]),
    ),
    linksInto,
  };
}

/**
 * Follows the link into an input. A bypassed node passes on, for its k-th output of a type, its k-th input of that type
 * (its first one where there are fewer); an output without such an input passes nothing.
 */
export function resolveInput(
  wiring: Wiring,
  node: string,
  input: string,
  seen: ReadonlySet<string> = new Set(),
): Source {
  const here = `${node}.${input}`;
  const from = wiring.links.get(here);
  const source = from && wiring.byId.get(from.node);
  if (from === undefined || source === undefined || seen.has(here))
    return { kind: "empty" };
  switch (source.mode ?? "active") {
    case "active":
      return { kind: "linked", node: source, output: from.output };
    case "mute":
      return { kind: "muted", by: source };
    case "bypass": {
      const passed = passedInput(wiring, source, from.output);
      return passed === undefined
        ? { kind: "empty" }
        : resolveInput(wiring, source.id, passed, new Set([...seen, here]));
    }
  }
}

function passedInput(
  wiring: Wiring,
  node: GraphNode,
  output: string,
): string | undefined {
  const description = wiring.nodes.get(node.type);
  const type = description?.outputs[output]?.type;
  if (description === undefined || type === undefined) return undefined;
  const sameType = Object.entries(description.outputs)
    .filter(([, other]) => other.type === type)
    .map(([name]) => name);
  const inputs = Object.entries(description.inputs)
    .filter(([, input]) => input.kind === "port" && input.type === type)
    .map(([name]) => name);
  return inputs[sameType.indexOf(output)] ?? inputs[0];
}

/**
 * For each node that does not run because of a muted one, which one that is: itself, or one that it needs.
 */
export function mutedNodes(wiring: Wiring): ReadonlyMap<string, GraphNode> {
  const by = new Map<string, GraphNode>();
  const needing = new Map<string, string[]>();
  for (const node of wiring.graph.nodes) {
    if (node.mode === "mute") by.set(node.id, node);
    const description = wiring.nodes.get(node.type);
    if (description === undefined) continue;
    for (const [name, input] of Object.entries(description.inputs)) {
      if (input.kind !== "port" || !isNeeded(input, node, description))
        continue;
      const source = resolveInput(wiring, node.id, name);
      if (source.kind === "muted" && !by.has(node.id))
        by.set(node.id, source.by);
      if (source.kind === "linked") {
        const known = needing.get(source.node.id);
        if (known === undefined) needing.set(source.node.id, [node.id]);
        else known.push(node.id);
      }
    }
  }
  const spread = [...by.keys()];
  for (let id = spread.pop(); id !== undefined; id = spread.pop())
    for (const next of needing.get(id) ?? []) {
      const muted = by.get(id);
      if (muted === undefined || by.has(next)) continue;
      by.set(next, muted);
      spread.push(next);
    }
  return by;
}
