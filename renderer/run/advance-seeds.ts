import type { Graph } from "../../engine/graph.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";

/** Largest seed: every whole number up to it is exact in a double. */
const maxSeed = Number.MAX_SAFE_INTEGER;

/** The graph with every seed that advances raised by `by`, for the later jobs of a batch; past the largest seed it goes on at 0. */
export function advanceSeeds(
  graph: Graph,
  nodes: ReadonlyMap<string, NodeDescription>,
  by: number,
): Graph {
  if (by === 0) return graph;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const inputs = nodes.get(node.type)?.inputs ?? {};
      const raised = seedsOf(node, nodes).flatMap(([name, seed]) => {
        const input = inputs[name];
        return input?.kind === "seed" && input.advances
          ? [[name, wrap(seed, by)] as const]
          : [];
      });
      return raised.length === 0
        ? node
        : {
            ...node,
            values: { ...node.values, ...Object.fromEntries(raised) },
          };
    }),
  };
}

/** Name and value of every seed of a node, defaults included. */
export function seedsOf(
  node: Graph["nodes"][number],
  nodes: ReadonlyMap<string, NodeDescription>,
): (readonly [string, number])[] {
  return Object.entries(nodes.get(node.type)?.inputs ?? {}).flatMap(
    ([name, input]) => {
      if (input.kind !== "seed") return [];
      const value = node.values[name] ?? input.default;
      return typeof value === "number" ? [[name, value] as const] : [];
    },
  );
}

function wrap(seed: number, by: number): number {
  const room = maxSeed - seed;
  return by <= room ? seed + by : by - room - 1;
}
