import type { Graph, GraphNode } from "../../../engine/graph.ts";

export function node(
  id: string,
  type: string,
  x: number,
  y: number,
  rest: Partial<GraphNode> = {},
): GraphNode {
  return { id, type, position: [x, y], values: {}, ...rest };
}

export function graphOf(
  nodes: readonly GraphNode[],
  links: Graph["links"] = [],
): Graph {
  return {
    format: "stepwright-graph",
    version: 1,
    nodes,
    links,
    groups: [],
    view: { scale: 1, offset: [0, 0] },
  };
}

/** Model → Sampler → Preview, and a Solver that is not linked. */
export const chain = graphOf(
  [
    node("model", "sampling/model", 100, 150),
    node("solver", "sampling/solver", 100, 300),
    node("sampler", "sampling/sampler", 450, 200),
    node("preview", "look/preview-image", 800, 200),
  ],
  [
    {
      from: { node: "model", output: "model" },
      to: { node: "sampler", input: "model" },
    },
    {
      from: { node: "sampler", output: "samples" },
      to: { node: "preview", input: "samples" },
    },
  ],
);
