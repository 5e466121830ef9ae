import type { DragAndScale } from "litegraph.js";

/** The frame that is drawn to select what lies in it: `[x, y, width, height]` in graph units. */
export function paintSelectionFrame(
  context: CanvasRenderingContext2D,
  frame: ArrayLike<number>,
  view: DragAndScale,
  color: string,
): void {
  const [x = 0, y = 0, width = 0, height = 0] = Array.from(frame);
  context.save();
  view.toCanvasContext(context);
  context.globalAlpha = 0.08;
  context.fillStyle = color;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1 / view.scale;
  context.strokeRect(x, y, width, height);
  context.restore();
}
