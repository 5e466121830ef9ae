import type { EditorDocument } from "./document.ts";
import { changeGroup, setTitle } from "./edit-graph.ts";
import { openField } from "./field-editor.ts";
import { metrics } from "./metrics.ts";
import type { Overlay } from "./overlay.ts";
import type { StepCanvas } from "./step-canvas.ts";
import type { StepGroup } from "./step-group.ts";
import type { StepNode } from "./step-node.ts";
import { clientPoint } from "./viewport.ts";

/** Opens a field over a node's title. An empty title gives the node its own back. */
export function renameNode(
  node: StepNode,
  document: EditorDocument,
  canvas: StepCanvas,
  overlay: Overlay,
): void {
  const { scale } = canvas.ds;
  const { clientX, clientY } = clientPoint(
    canvas,
    node.pos[0],
    node.pos[1] - metrics.titleHeight,
  );
  openField(overlay, {
    anchor: {
      left: clientX,
      top: clientY,
      width: node.layout.width * scale,
      height: metrics.titleHeight * scale,
    },
    label: "Title",
    text: node.shownTitle,
    read: (text) => ({ kind: "value", value: text }),
    set: (title) =>
      document.apply(setTitle(document.read(), node.graphId, title)),
  });
}

export function renameGroup(
  group: StepGroup,
  document: EditorDocument,
  canvas: StepCanvas,
  overlay: Overlay,
): void {
  const { scale } = canvas.ds;
  const { clientX, clientY } = clientPoint(canvas, group.pos[0], group.pos[1]);
  openField(overlay, {
    anchor: {
      left: clientX,
      top: clientY,
      width: Math.min(320, group.size[0] * scale),
      height: group.titleHeight * scale,
    },
    label: "Title",
    text: group.record.title,
    read: (text) =>
      text.trim() === ""
        ? { kind: "refused", message: "A group needs a title, got nothing." }
        : { kind: "value", value: text.trim() },
    set: (title) =>
      document.apply(
        changeGroup(document.read(), group.order, (record) => ({
          ...record,
          title,
        })),
      ),
  });
}
