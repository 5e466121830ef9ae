import { describe, expect, it } from "vitest";
import { emptyGraph, type Graph } from "../../../engine/graph.ts";
import { number, port, seed } from "../../../engine/inputs.ts";
import type { NodeDescription } from "../../../engine/node-definition.ts";
import { advanceSeeds } from "../../../renderer/run/advance-seeds.ts";

const sampler: NodeDescription = {
  id: "sampling/sampler",
  version: 1,
  title: "Sampler",
  category: "sampling",
  description: "",
  terminal: false,
  inputs: {
    model: port("MODEL"),
    seed: seed({ default: 7 }),
    churn: number({ default: 0, min: 0, max: 1 }),
  },
  outputs: {},
};
const nodes = new Map([[sampler.id, sampler]]);

function graphWith(values: Graph["nodes"][number]["values"]): Graph {
  return {
    ...emptyGraph,
    nodes: [
      { id: "s", type: "sampling/sampler", position: [0, 0], values },
      { id: "x", type: "unknown/node", position: [0, 0], values: { seed: 1 } },
    ],
  };
}

describe("advanceSeeds", () => {
  it("a seed that does not advance stays", () => {
    const fixed = {
      ...sampler,
      inputs: { seed: seed({ default: 7, advances: false }) },
    };
    const graph = graphWith({ seed: 421 });
    const raised = advanceSeeds(graph, new Map([[sampler.id, fixed]]), 3);
    expect(raised.nodes[0]?.values).toEqual({ seed: 421 });
  });

  it("job k has every seed raised by k and nothing else changed", () => {
    const graph = graphWith({ seed: 421, churn: 0.5 });
    const raised = advanceSeeds(graph, nodes, 3);
    expect(raised.nodes[0]?.values).toEqual({ seed: 424, churn: 0.5 });
    expect(raised.nodes[1]).toBe(graph.nodes[1]);
    expect(graph.nodes[0]?.values).toEqual({ seed: 421, churn: 0.5 });
  });

  it("the first job runs the graph as it is", () => {
    const graph = graphWith({ seed: 421 });
    expect(advanceSeeds(graph, nodes, 0)).toBe(graph);
  });

  it("a seed that was never set is raised from its default", () => {
    const raised = advanceSeeds(graphWith({}), nodes, 2);
    expect(raised.nodes[0]?.values).toEqual({ seed: 9 });
  });

  it("past the largest seed it goes on at 0", () => {
    const graph = graphWith({ seed: Number.MAX_SAFE_INTEGER });
    expect(advanceSeeds(graph, nodes, 1).nodes[0]?.values).toEqual({ seed: 0 });
    expect(advanceSeeds(graph, nodes, 3).nodes[0]?.values).toEqual({ seed: 2 });
  });
});
