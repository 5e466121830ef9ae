import type { Rect } from "./layout.ts";
import { metrics } from "./metrics.ts";
import type { NodePaint } from "./node-paint.ts";
import { paintFarTitle, paintHeader } from "./paint-header.ts";
import { paintProgress } from "./paint-progress.ts";
import { paintRows } from "./paint-rows.ts";
import { paintShape } from "./paint-shape.ts";
import { paintSockets } from "./paint-sockets.ts";
import { paintViews } from "./paint-view.ts";
import type { StepNode } from "./step-node.ts";
import { wrapText } from "./text-fit.ts";
import type { Theme } from "./theme.ts";

/** Draws a node with its body's upper left corner at the origin. */
export function paintNode(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
): void {
  const collapsed = node.flags.collapsed === true;
  const width = collapsed ? (node._collapsed_width ?? 120) : node.layout.width;
  const message = collapsed ? undefined : placeMessage(context, node, paint);
  const body = collapsed ? 0 : node.layout.height + (message?.beyond ?? 0);
  const isOff = node.record.mode === "mute" || node.record.mode === "bypass";
  context.globalAlpha = isOff ? 0.45 : 1;

  paintShape(context, node, paint, width, body);
  if (paint.lowDetail) paintFarTitle(context, node, paint, width);
  else paintHeader(context, node, paint, width);
  if (!paint.lowDetail && !collapsed) {
    paintRows(context, node, paint);
    paintProgress(context, node, paint);
  }
  if (!collapsed) paintResult(context, node, paint, message);
  paintSockets(context, node, paint, collapsed, width);
  context.globalAlpha = 1;
}

interface Message {
  readonly lines: readonly string[];
  /** Height of its first line. */
  readonly top: number;
  /** How far it makes the node longer. */
  readonly beyond: number;
}

const lineHeight = 15;

/** The sentence of a failure stands in the room for results where that is empty, else below all else. */
function placeMessage(
  context: CanvasRenderingContext2D,
  node: StepNode,
  { status, theme }: NodePaint,
): Message | undefined {
  if (status?.state !== "failed" || status.message === undefined)
    return undefined;
  context.font = `11px ${theme.font}`;
  const lines = wrapText(
    (text) => context.measureText(text).width,
    status.message,
    node.layout.width - 2 * metrics.padding,
    10,
  );
  const room = node.layout.view;
  const height = lines.length * lineHeight;
  if (room === undefined || status.views.length > 0)
    return { lines, top: node.layout.height + 2, beyond: height + 4 };
  return {
    lines,
    top: room[1] + lineHeight / 2,
    beyond: Math.max(0, height - room[3]),
  };
}

function paintResult(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
  message: Message | undefined,
): void {
  const room = node.layout.view;
  const views = paint.status?.views ?? [];
  if (room !== undefined && views.length > 0)
    paintViews(context, room, views, { ...paint, place: node.graphId });
  else if (room !== undefined && message === undefined && !paint.lowDetail)
    paintEmptyRoom(context, room, paint.theme);
  if (message === undefined || paint.lowDetail) return;
  context.font = `11px ${paint.theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = paint.theme.bad;
  message.lines.forEach((line, index) =>
    context.fillText(line, metrics.padding, message.top + index * lineHeight),
  );
}

function paintEmptyRoom(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  theme: Theme,
): void {
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 5);
  context.strokeStyle = theme.nodeEdge;
  context.lineWidth = 1;
  context.setLineDash([3, 4]);
  context.stroke();
  context.setLineDash([]);
}
