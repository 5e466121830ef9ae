import type { GraphNode } from "../../engine/graph.ts";
import type { Json } from "../../engine/json.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import type { EditorDocument } from "./document.ts";
import { addLink, addNode, freeId, nodeIds } from "./edit-graph.ts";
import type { DroppedLink } from "./links-by-mouse.ts";
import { freePlace, type Box } from "./free-place.ts";
import { metrics } from "./metrics.ts";
import type { StepCanvas } from "./step-canvas.ts";
import { StepNode } from "./step-node.ts";
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
    position: [
      Math.round(link?.end.into === "output" ? x - 180 : x - 20),
      Math.round(y + metrics.titleHeight / 2),
    ],
    values,
  };
  const position = uncovered(document, node, description);
  let graph = addNode(before, { ...node, position });
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

/** Where the node neither covers another nor is covered, with all that it will show. */
function uncovered(
  document: EditorDocument,
  node: GraphNode,
  description: NodeDescription,
): readonly [number, number] {
  const others = document
    .read()
    .nodes.flatMap(({ id }) => document.node(id) ?? []);
  const ghosts = { inputs: [], outputs: [] };
  const [left, top] = freePlace(
    boxOf(new StepNode(node, description, ghosts)),
    others.map(boxOf),
    metrics.gridStep,
  );
  return [Math.round(left), Math.round(top) + metrics.titleHeight];
}

function boxOf(node: StepNode): Box {
  const area = [0, 0, 0, 0];
  node.measure(area);
  const [x = 0, y = 0, width = 0, height = 0] = area;
  return { x, y, width, height };
}
