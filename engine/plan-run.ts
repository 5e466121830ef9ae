import type { Problem } from "./check-graph.ts";
import { checkLinks, checkNode } from "./check-node.ts";
import { findCycle } from "./find-cycle.ts";
import type { Graph, GraphNode } from "./graph.ts";
import type { Json } from "./json.ts";
import type { NodeDescription } from "./node-definition.ts";
import { nodeName } from "./node-name.ts";
import { effectiveValues } from "./node-values.ts";
import {
  type Wiring,
  mutedNodes,
  resolveInput,
  wiringOf,
} from "./resolve-input.ts";

/** One node of a run, with everything that it runs on. Plain data. */
export interface PlannedNode {
  readonly id: string;
  readonly type: string;
  /** For messages. */
  readonly name: string;
  readonly values: Readonly<Record<string, Json>>;
  /** Names of the values that are paths of files. */
  readonly files: readonly string[];
  /** The linked ports, and which output of which node of the plan each gets. */
  readonly inputs: Readonly<
    Record<string, { readonly node: string; readonly output: string }>
  >;
}

export type RunPlan =
  | {
      readonly kind: "ready";
      /** In an order in which each stands after all that it needs. */
      readonly nodes: readonly PlannedNode[];
      /** The graph with every value as it runs. */
      readonly graph: Graph;
    }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/**
 * Works out what a run does: the targets, or without them every terminal node that is active, and what these need.
 * A muted node is left out together with everything that cannot do without it. Pure.
 */
export function planRun(
  graph: Graph,
  nodes: ReadonlyMap<string, NodeDescription>,
  targets?: readonly string[],
): RunPlan {
  const wiring = wiringOf(graph, nodes);
  const wanted = chooseTargets(wiring, targets);
  const { order, needs } = collect(wiring, wanted.targets);
  const checked =
    targets === undefined
      ? graph.nodes.filter(({ mode }) => (mode ?? "active") === "active")
      : order;
  const problems = [
    ...wanted.problems,
    ...checked.flatMap((node) => checkLinks(wiring, node)),
    ...cycleProblems(wiring, needs, checked),
    ...order.flatMap((node) => checkNode(wiring, node)),
  ];
  if (problems.length > 0) return { kind: "refused", problems };
  const planned = order.flatMap((node) => planNode(wiring, node));
  const values = new Map(planned.map((node) => [node.id, node.values]));
  return {
    kind: "ready",
    nodes: planned,
    graph: {
      ...graph,
      nodes: graph.nodes.map((node) => ({
        ...node,
        values: { ...node.values, ...values.get(node.id) },
      })),
    },
  };
}

function chooseTargets(
  wiring: Wiring,
  targets: readonly string[] | undefined,
): { targets: readonly GraphNode[]; problems: readonly Problem[] } {
  const { graph, nodes, byId } = wiring;
  const muted = mutedNodes(wiring);
  if (targets === undefined) {
    const terminal = graph.nodes.filter(
      (node) =>
        (node.mode ?? "active") === "active" &&
        isTarget(wiring, node) &&
        !muted.has(node.id),
    );
    const hasUnknown = graph.nodes.some(
      (node) => (node.mode ?? "active") === "active" && !nodes.has(node.type),
    );
    return {
      targets: terminal,
      problems:
        terminal.length > 0 || hasUnknown
          ? []
          : [
              {
                message:
                  "There is nothing to run: the graph has no active node that shows or saves a result.",
              },
            ],
    };
  }
  const problems: Problem[] = [];
  const found = targets.flatMap((id) => {
    const node = byId.get(id);
    if (node === undefined) {
      problems.push({ message: `The graph has no node "${id}" to run.` });
      return [];
    }
    const by = muted.get(id);
    if (by !== undefined || node.mode === "bypass") {
      problems.push({
        node: id,
        message:
          by === undefined
            ? `${nodeName(node, nodes)} is bypassed, so it cannot run.`
            : by === node
              ? `${nodeName(node, nodes)} is muted, so it cannot run.`
              : `${nodeName(node, nodes)} cannot run, because ${nodeName(by, nodes)}, which it needs, is muted.`,
      });
      return [];
    }
    return [node];
  });
  return { targets: found, problems };
}

/** The targets and what they need, each after what it needs (as far as there is no cycle), and who needs whom. */
function collect(
  wiring: Wiring,
  targets: readonly GraphNode[],
): {
  order: readonly GraphNode[];
  needs: ReadonlyMap<string, readonly string[]>;
} {
  const order: GraphNode[] = [];
  const needs = new Map<string, readonly string[]>();
  const stack = targets
    .toReversed()
    .map((node) => ({ node, kind: "enter" as "enter" | "leave" }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, kind } = top;
    if (kind === "leave") {
      order.push(node);
    } else if (!needs.has(node.id)) {
      const sources = sourcesOf(wiring, node);
      needs.set(
        node.id,
        sources.map(({ id }) => id),
      );
      stack.push({ node, kind: "leave" });
      for (const source of sources.toReversed())
        stack.push({ node: source, kind: "enter" });
    }
  }
  return { order, needs };
}

function sourcesOf(wiring: Wiring, node: GraphNode): GraphNode[] {
  const description = wiring.nodes.get(node.type);
  if (description === undefined) return [];
  return Object.keys(description.inputs).flatMap((name) => {
    const source = resolveInput(wiring, node.id, name);
    return source.kind === "linked" ? [source.node] : [];
  });
}

function cycleProblems(
  wiring: Wiring,
  needs: ReadonlyMap<string, readonly string[]>,
  checked: readonly GraphNode[],
): Problem[] {
  const all = new Map(needs);
  for (const node of checked)
    if (!all.has(node.id))
      all.set(
        node.id,
        sourcesOf(wiring, node).map(({ id }) => id),
      );
  const cycle = findCycle(all);
  const first = cycle?.[0];
  if (cycle === undefined || first === undefined) return [];
  const names = [...cycle, first].map((id) => {
    const node = wiring.byId.get(id);
    return node === undefined ? id : nodeName(node, wiring.nodes);
  });
  return [
    {
      node: first,
      message: `${names.join(" → ")} is a cycle: a node cannot need its own result.`,
    },
  ];
}

function planNode(wiring: Wiring, node: GraphNode): PlannedNode[] {
  const description = wiring.nodes.get(node.type);
  if (description === undefined) return [];
  const inputs = Object.keys(description.inputs).flatMap((name) => {
    const source = resolveInput(wiring, node.id, name);
    return source.kind === "linked"
      ? [[name, { node: source.node.id, output: source.output }] as const]
      : [];
  });
  return [
    {
      id: node.id,
      type: node.type,
      name: nodeName(node, wiring.nodes),
      values: effectiveValues(node, description),
      files: Object.entries(description.inputs).flatMap(([name, { kind }]) =>
        kind === "file" ? [name] : [],
      ),
      inputs: Object.fromEntries(inputs),
    },
  ];
}

/** Whether a run without targets runs the node whether another needs it or not. */
function isTarget({ nodes, graph }: Wiring, { id, type }: GraphNode): boolean {
  const description = nodes.get(type);
  return (
    description?.terminal === true ||
    (description?.alone === true &&
      graph.links.every(({ from }) => from.node !== id))
  );
}
