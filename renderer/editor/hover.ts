import { hoverText } from "./hover-text.ts";
import type { Overlay } from "./overlay.ts";
import type { StatusBoard } from "./status-board.ts";
import type { StepCanvas } from "./step-canvas.ts";
import { StepNode } from "./step-node.ts";
import type { Tooltip } from "./tooltip.ts";
import { graphPoint } from "./viewport.ts";

export interface Pointer {
  /** The last place of the mouse over the canvas, in graph units. */
  readonly place: readonly [number, number] | undefined;
}

const quietPixels = 24;

function distance(a: PointerEvent, b: PointerEvent): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}

/** Follows the mouse: tooltips, the cursor, and the focus that Space needs. */
export function watchPointer(
  canvas: StepCanvas,
  overlay: Overlay,
  tooltip: Tooltip,
  board: Pick<StatusBoard, "problems" | "status">,
): Pointer {
  const surface = canvas.canvas;
  let place: readonly [number, number] | undefined;
  /** What was pressed last: nothing is told of it while the mouse stays near. */
  let pressed: PointerEvent | undefined;

  surface.addEventListener("pointermove", (event) => {
    const at = graphPoint(canvas, event);
    place = at;
    const idle =
      event.buttons === 0 &&
      !overlay.isOpen &&
      !canvas.linkConnector.isConnecting;
    if (pressed !== undefined && distance(pressed, event) > quietPixels)
      pressed = undefined;
    const node = canvas.stepGraph.getNodeOnPos(...at, canvas.visible_nodes);
    tooltip.hover(
      idle && pressed === undefined && node instanceof StepNode
        ? hoverText(
            node,
            ...at,
            board.problems(node.graphId),
            board.status(node.graphId),
          )
        : undefined,
      event,
    );
    if (idle && !canvas.spaceHeld) setCursor(canvas, node, at);
  });
  // litegraph lets no press on to listeners that come after it
  surface.addEventListener(
    "pointerdown",
    (event) => {
      pressed = event;
      tooltip.hide();
    },
    true,
  );
  surface.addEventListener("pointerleave", () => {
    place = undefined;
    pressed = undefined;
    tooltip.hide();
  });
  surface.addEventListener("pointerenter", () => {
    // so that Space pans without a click first; a field keeps its focus
    if (document.activeElement === document.body)
      surface.focus({ preventScroll: true });
  });
  return {
    get place() {
      return place;
    },
  };
}

/** litegraph shows a crosshair over all of a node; a hand where something is pressed reads better. */
function setCursor(
  canvas: StepCanvas,
  node: unknown,
  [x, y]: readonly [number, number],
): void {
  if (!(node instanceof StepNode)) return;
  if (canvas.pointer.resizeDirection !== undefined) return;
  const overSocket =
    node.getSlotOnPos([x, y]) !== undefined && !node.flags.collapsed;
  const row = node.getWidgetOnPos(x, y);
  const input = row && node.description?.inputs[row.name];
  canvas.canvas.style.cursor = overSocket
    ? "crosshair"
    : input?.kind === "number"
      ? "ew-resize"
      : input === undefined
        ? "default"
        : "pointer";
}
