import { metrics } from "./metrics.ts";
import type { NodePaint } from "./node-paint.ts";
import type { StepNode } from "./step-node.ts";
import { namedColor } from "./theme.ts";

/** The node's body and header, with its edge: plain, selected, failed, or dashed for a placeholder. */
export function paintShape(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
  width: number,
  body: number,
): void {
  const { theme } = paint;
  const { titleHeight, radius } = metrics;
  const corner = paint.lowDetail ? 4 : radius;
  context.beginPath();
  context.roundRect(0, -titleHeight, width, titleHeight + body, corner);
  if (paint.shadow) {
    context.shadowColor = theme.shadow;
    context.shadowBlur = 14 * paint.pixels;
    context.shadowOffsetY = 4 * paint.pixels;
  }
  context.fillStyle = theme.node;
  context.fill();
  context.shadowColor = "transparent";
  context.shadowBlur = 0;
  context.shadowOffsetY = 0;

  context.beginPath();
  context.roundRect(
    0,
    -titleHeight,
    width,
    titleHeight,
    body === 0 ? corner : [corner, corner, 0, 0],
  );
  context.fillStyle = theme.nodeHeader;
  context.fill();
  const color =
    node.record.color === undefined
      ? undefined
      : namedColor(theme, node.record.color);
  if (color !== undefined) {
    const before = context.globalAlpha;
    context.globalAlpha = before * 0.28;
    context.fillStyle = color;
    context.fill();
    context.globalAlpha = before;
  }

  const failed = paint.status?.state === "failed";
  context.beginPath();
  context.roundRect(
    0.5,
    -titleHeight + 0.5,
    width - 1,
    titleHeight + body - 1,
    corner,
  );
  context.setLineDash(node.isPlaceholder ? [5, 4] : []);
  // from afar still a pixel, so that nodes that overlap are told apart
  context.lineWidth = Math.max(
    paint.selected || failed ? 1.5 : 1,
    1 / paint.pixels,
  );
  context.strokeStyle = failed
    ? theme.bad
    : paint.selected
      ? theme.accent
      : node.isPlaceholder
        ? theme.warning
        : theme.nodeEdge;
  context.stroke();
  context.setLineDash([]);
  if (paint.selected) {
    const before = context.globalAlpha;
    context.globalAlpha = before * 0.3;
    context.beginPath();
    context.roundRect(
      -1.5,
      -titleHeight - 1.5,
      width + 3,
      titleHeight + body + 3,
      corner + 2,
    );
    context.lineWidth = 3;
    context.strokeStyle = theme.accent;
    context.stroke();
    context.globalAlpha = before;
  }
}
