import type { Json } from "../../engine/json.ts";
import type { Graph } from "../../engine/graph.ts";

/** Model, solver and schedule into a sampler: the smallest graph that samples. */
export function samplingGraph(
  model: Readonly<Record<string, Json>>,
  steps: number,
  count: number,
  seed: number,
): Graph {
  const node = (id: string, type: string, values: Record<string, Json>) => ({
    id,
    type,
    position: [0, 0] as const,
    values,
  });
  const link = (from: string, output: string) => ({
    from: { node: from, output },
    to: { node: "sampler", input: output },
  });
  return {
    format: "stepwright-graph",
    version: 1,
    nodes: [
      node("model", "sampling/model", model),
      node("solver", "sampling/solver", { solver: "euler" }),
      node("schedule", "schedules/schedule", { steps }),
      node("sampler", "sampling/sampler", { count, seed }),
    ],
    links: [
      link("model", "model"),
      link("solver", "solver"),
      link("schedule", "schedule"),
    ],
    groups: [],
  };
}
