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
  const running = status?.state === "running";
  if (running) {
    context.fillStyle = theme.nodeRow;
    context.beginPath();
    context.roundRect(x, y + 1, width, 4, 2);
    context.fill();
    if (status.progress !== undefined) {
      context.fillStyle = theme.accent;
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
  const caption = status?.caption;
  if (caption === undefined) return;
  context.font = `11px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = theme.dim;
  context.fillText(
    fitText(context, caption, width),
    x,
    running ? y + 14 : y + 9,
  );
}
