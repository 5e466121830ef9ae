import type { NodePaint } from "./node-paint.ts";
import type { StepNode } from "./step-node.ts";
import { fitText } from "./text-fit.ts";

/** A thin bar with what is done and how long it will take, in the room kept for it. */
export function paintProgress(
  context: CanvasRenderingContext2D,
  node: StepNode,
  { theme, status }: NodePaint,
): void {
  const room = node.layout.progress;
  if (room === undefined) return;
  const [x, y, width] = room;
  const paused = status?.state === "paused";
  const busy = paused || status?.state === "running";
  if (busy) {
    context.fillStyle = theme.nodeRow;
    context.beginPath();
    context.roundRect(x, y + 1, width, 4, 2);
    context.fill();
    if (status.progress !== undefined) {
      context.fillStyle = paused ? theme.warning : theme.accent;
      context.beginPath();
      context.roundRect(
        x,
        y + 1,
        Math.max(4, width * Math.min(1, status.progress)),
        4,
        2,
      );
      context.fill();
    }
  }
  const middle = busy ? y + 14 : y + 9;
  context.font = `11px ${theme.font}`;
  context.textBaseline = "middle";
  context.fillStyle = theme.dim;
  // how long has its place at the right, whatever stands before it
  const long = paused ? "paused" : status?.remaining;
  let left = width;
  if (long !== undefined) {
    context.textAlign = "right";
    context.fillText(long, x + width, middle);
    left -= context.measureText(long).width + 10;
  }
  const caption = status?.caption;
  if (caption === undefined) return;
  context.textAlign = "left";
  context.fillText(fitText(context, caption, left), x, middle);
}
