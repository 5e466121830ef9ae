import type { GraphNode } from "../../engine/graph.ts";
import type { Json } from "../../engine/json.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import type { EditorDocument } from "./document.ts";
import { addLink, addNode, freeId, nodeIds } from "./edit-graph.ts";
import type { DroppedLink } from "./links-by-mouse.ts";
import { metrics } from "./metrics.ts";
import type { StepCanvas } from "./step-canvas.ts";
import { graphPoint } from "./viewport.ts";

/**
 * Adds a node with its title at a point of the window, linked to what was dropped there. Returns its id.
 * @param values - What it has in place of its defaults.
 */
export function insertNode(
  document: EditorDocument,
  canvas: StepCanvas,
  description: NodeDescription,
  at: { readonly clientX: number; readonly clientY: number },
  values: Readonly<Record<string, Json>>,
  link?: DroppedLink,
  socket?: string,
): string {
  const before = document.read();
  const id = freeId(description.id, nodeIds(before));
  const [x, y] = graphPoint(canvas, at);
  const node: GraphNode = {
    id,
    type: description.id,
    position: freePlace(
      before.nodes,
      Math.round(link?.end.into === "output" ? x - 180 : x - 20),
      Math.round(y + metrics.titleHeight / 2),
    ),
    values,
  };
  let graph = addNode(before, node);
  if (link !== undefined && socket !== undefined)
    graph = addLink(
      graph,
      link.end.into === "input"
        ? {
            from: { node: link.node, output: link.socket },
            to: { node: id, input: socket },
          }
        : {
            from: { node: id, output: socket },
            to: { node: link.node, input: link.socket },
          },
    );
  document.apply(graph, { nodes: new Set([id]), groups: new Set() });
  return id;
}

/** Steps aside from a node that is at the same place already. */
function freePlace(
  nodes: readonly GraphNode[],
  x: number,
  y: number,
): readonly [number, number] {
  const step = metrics.gridStep;
  const taken = nodes.some(
    ({ position }) =>
      Math.abs(position[0] - x) < step / 2 &&
      Math.abs(position[1] - y) < step / 2,
  );
  return taken ? freePlace(nodes, x + step, y + step) : [x, y];
}
