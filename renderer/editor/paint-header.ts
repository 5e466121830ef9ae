import type { NodeStatus } from "./editor.ts";
import { metrics } from "./metrics.ts";
import type { NodePaint } from "./node-paint.ts";
import type { StepNode } from "./step-node.ts";
import { fitText } from "./text-fit.ts";
import type { Theme } from "./theme.ts";

function stateColor(theme: Theme, status: NodeStatus | undefined): string {
  switch (status?.state) {
    case undefined:
    case "waiting":
      return theme.dim;
    case "running":
      return theme.accent;
    case "paused":
      return theme.warning;
    case "done":
    case "cached":
      return theme.good;
    case "failed":
      return theme.bad;
  }
}

/** The state's dot, the title, and what is unusual about the node. */
export function paintHeader(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
  width: number,
): void {
  const { theme, status } = paint;
  const middle = -metrics.titleHeight / 2;
  context.beginPath();
  context.arc(16, middle, 3.5, 0, Math.PI * 2);
  context.fillStyle = stateColor(theme, status);
  const idle = status === undefined || status.state === "waiting";
  const before = context.globalAlpha;
  if (idle) context.globalAlpha = before * 0.7;
  context.fill();
  context.globalAlpha = before;

  let right = width - 12;
  context.textBaseline = "middle";
  const badge =
    node.record.mode === "mute"
      ? "muted"
      : node.record.mode === "bypass"
        ? "bypassed"
        : node.record.pinned === true
          ? "pinned"
          : undefined;
  if (paint.problems.length > 0) {
    paintWarning(context, right - 6, middle, theme);
    right -= 20;
  }
  if (badge !== undefined) {
    context.font = `11px ${theme.font}`;
    context.textAlign = "right";
    context.fillStyle = theme.dim;
    context.fillText(badge, right, middle + 0.5);
    right -= context.measureText(badge).width + 8;
  }
  context.font = `600 12.5px ${theme.font}`;
  context.textAlign = "left";
  context.fillStyle = theme.text;
  context.fillText(
    fitText(context, node.shownTitle, right - 28),
    28,
    middle + 0.5,
  );

  if (node.layout.progress === undefined || node.flags.collapsed === true) {
    // nodes without a row of their own for progress show it along the header
    if (status?.state === "running" || status?.state === "paused") {
      context.fillStyle = stateColor(theme, status);
      context.fillRect(1, -2, (width - 2) * (status.progress ?? 1), 2);
    }
  }
}

/** From far away only the title is left, as large as the header lets it be. */
export function paintFarTitle(
  context: CanvasRenderingContext2D,
  node: StepNode,
  { theme, status, pixels }: NodePaint,
  width: number,
): void {
  const size = Math.min(24, 24 / Math.max(pixels, 0.01));
  if (size * pixels < 5) return;
  const middle = -metrics.titleHeight / 2;
  context.beginPath();
  context.arc(14, middle, 6, 0, Math.PI * 2);
  context.fillStyle = stateColor(theme, status);
  context.fill();
  context.font = `600 ${Math.round(size)}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = theme.text;
  context.fillText(
    fitText(context, node.shownTitle, width - 36),
    28,
    middle + 1,
  );
}

/** A small triangle with a mark: something keeps the node from running, or is to be minded of its result. */
function paintWarning(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  theme: Theme,
): void {
  context.strokeStyle = theme.warning;
  context.lineWidth = 1.4;
  context.lineJoin = "round";
  context.beginPath();
  context.moveTo(x, y - 5.5);
  context.lineTo(x + 6, y + 5);
  context.lineTo(x - 6, y + 5);
  context.closePath();
  context.stroke();
  context.beginPath();
  context.moveTo(x, y - 1.8);
  context.lineTo(x, y + 1.2);
  context.moveTo(x, y + 2.7);
  context.lineTo(x, y + 3.3);
  context.stroke();
}
