import type { Editor } from "./editor.ts";
import { metrics } from "./metrics.ts";
import type { StepNode } from "./step-node.ts";

/** The middle of a socket, a value row or the title, in graph units. */
export function locatePart(
  node: StepNode,
  part: Parameters<Editor["locate"]>[1],
): readonly [number, number] {
  const [x, y] = [node.pos[0], node.pos[1]];
  const middle = y - metrics.titleHeight / 2;
  const width = node.flags.collapsed
    ? (node._collapsed_width ?? 100)
    : node.layout.width;
  if ("title" in part) return [x + width / 2, middle];
  if ("output" in part) {
    const height = node.layout.outputs.get(part.output);
    if (height === undefined)
      throw new Error(`${node.graphId} has no output ${part.output}`);
    return [x + width, node.flags.collapsed ? middle : y + height];
  }
  const socket = node.layout.inputs.get(part.input);
  if (socket !== undefined)
    return [x, node.flags.collapsed ? middle : y + socket];
  const row = node.layout.rows.find(({ input }) => input === part.input);
  if (row === undefined)
    throw new Error(`${node.graphId} shows no input ${part.input}`);
  const [left, top, rowWidth, height] = row.rect;
  return [x + left + rowWidth / 2, y + top + height / 2];
}
