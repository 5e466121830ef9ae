import type { Json } from "../../engine/json.ts";
import type { EditorDocument } from "./document.ts";
import type { EditorEvents } from "./editor.ts";
import type { Overlay } from "./overlay.ts";
import { rowAt, rowWidget, type RowActions } from "./row-press.ts";
import type { RowWidget } from "./row-widget.ts";
import { inputValue } from "./shown-inputs.ts";
import type { StepCanvas } from "./step-canvas.ts";
import { StepNode } from "./step-node.ts";
import { openValueEditor } from "./value-editor.ts";
import { clientPoint } from "./viewport.ts";

/** Lets the value rows of all nodes be pressed, scrubbed and edited. */
export function connectRows(
  canvas: StepCanvas,
  document: EditorDocument,
  overlay: Overlay,
  events: Pick<EditorEvents, "choosePath" | "moreChoices">,
): void {
  const known = new WeakMap<object, RowWidget>();

  const actions: RowActions = {
    get locked() {
      return canvas.locked;
    },
    open(node, input) {
      const declared = node.description?.inputs[input];
      const row = node.layout.rows.find((each) => each.input === input);
      if (node.description === undefined || declared === undefined || !row)
        return;
      const [x, y, width, height] = row.rect;
      const { scale } = canvas.ds;
      const { clientX, clientY } = clientPoint(
        canvas,
        node.pos[0] + x,
        node.pos[1] + y,
      );
      openValueEditor(overlay, {
        name: input,
        input: declared,
        value: inputValue(node.description, node.record.values, input),
        anchor: {
          left: clientX,
          top: clientY,
          width: width * scale,
          height: height * scale,
        },
        moreChoices: events.moreChoices(node.description, node.record, input),
        set: (values) => set(node.graphId, values, true),
        choosePath: (request) => events.choosePath(request),
      });
    },
    set: (node, input, value, settled) =>
      set(node.graphId, { [input]: value }, settled),
  };

  /** Looks the node up anew: an undo may have put another in its place meanwhile. */
  function set(
    id: string,
    values: Readonly<Record<string, Json>>,
    settled: boolean,
  ): void {
    document.node(id)?.setValues(values);
    canvas.setDirty(true, true);
    if (settled) document.settle();
  }

  canvas.stepGraph.rowWidgetAt = (node, x, y) => {
    if (!(node instanceof StepNode)) return undefined;
    const row = rowAt(node, x, y);
    if (row === undefined) return undefined;
    const before = known.get(row);
    if (before !== undefined) return before;
    const made = rowWidget(node, row, actions);
    if (made !== undefined) known.set(row, made);
    return made;
  };
}
