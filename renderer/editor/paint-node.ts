import type { NodeStatus } from "./editor.ts";
import { formatValue } from "./format-value.ts";
import { inputLabel, spacedName } from "./input-label.ts";
import { metrics } from "./metrics.ts";
import { paintViews } from "./paint-view.ts";
import { inputValue } from "./shown-inputs.ts";
import type { StepNode } from "./step-node.ts";
import { fitText, wrapText } from "./text-fit.ts";
import { namedColor, typeColor, type Theme } from "./theme.ts";
import type { ViewPictures } from "./view-pictures.ts";

/** All that a node's looks depend on beside the node itself. */
export interface NodePaint {
  readonly theme: Theme;
  readonly pictures: ViewPictures;
  readonly status: NodeStatus | undefined;
  readonly problems: readonly { readonly input?: string }[];
  readonly selected: boolean;
  readonly lowDetail: boolean;
  readonly shadow: boolean;
  readonly hoveredRow: string | undefined;
  /** Device pixels to a graph unit. */
  readonly pixels: number;
  /** While a link is dragged: whether this socket could take it. */
  readonly accepts:
    ((kind: "input" | "output", slot: number) => boolean) | undefined;
}

/** Draws a node with its body's upper left corner at the origin. */
export function paintNode(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
): void {
  const { theme } = paint;
  const collapsed = node.flags.collapsed === true;
  const width = collapsed ? (node._collapsed_width ?? 120) : node.layout.width;
  const message = collapsed ? [] : messageLines(context, node, paint);
  const body = collapsed ? 0 : node.layout.height + message.length * 15;
  const dimmed = node.record.mode === "mute" || node.record.mode === "bypass";
  context.globalAlpha = dimmed ? 0.45 : 1;

  paintShape(context, node, paint, width, body);
  if (!paint.lowDetail) {
    paintHeader(context, node, paint, width);
    if (!collapsed) {
      paintRows(context, node, paint);
      paintProgress(context, node, paint);
      if (node.layout.view && paint.status)
        paintViews(context, node.layout.view, paint.status.views, paint);
      else if (node.layout.view) paintEmptyRoom(context, node, theme);
      paintMessage(context, node, paint, message);
    }
  } else if (!collapsed && node.layout.view && paint.status)
    paintViews(context, node.layout.view, paint.status.views, paint);
  paintSockets(context, node, paint, collapsed, width);
  context.globalAlpha = 1;
}

function paintShape(
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
  context.lineWidth = paint.selected || failed ? 1.5 : 1;
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

function stateColor(theme: Theme, status: NodeStatus | undefined): string {
  switch (status?.state) {
    case undefined:
    case "waiting":
      return theme.dim;
    case "running":
      return theme.accent;
    case "done":
    case "cached":
      return theme.good;
    case "failed":
      return theme.bad;
  }
}

function paintHeader(
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
    if (status?.state === "running") {
      context.fillStyle = theme.accent;
      context.fillRect(1, -2, (width - 2) * (status.progress ?? 1), 2);
    }
  }
}

/** A small triangle with a mark: something keeps the node from running. */
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

function paintRows(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
): void {
  const { theme } = paint;
  const { description } = node;
  context.font = `12px ${theme.font}`;
  context.textBaseline = "middle";
  for (const { input, rect } of node.layout.rows) {
    const declared = description?.inputs[input];
    if (description === undefined || declared === undefined) continue;
    const [x, y, width, height] = rect;
    const hovered = paint.hoveredRow === input;
    const wrong = paint.problems.some((problem) => problem.input === input);
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 5);
    context.fillStyle = theme.nodeRow;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = wrong
      ? theme.warning
      : hovered
        ? theme.accent
        : theme.nodeEdge;
    context.stroke();
    const stepper =
      hovered && declared.kind === "number" ? metrics.stepperWidth : 0;
    if (stepper > 0) paintSteppers(context, rect, theme);
    const middle = y + height / 2 + 0.5;
    const value = formatValue(
      declared,
      inputValue(description, node.record.values, input),
    );
    const pad = Math.max(9, stepper);
    const label = inputLabel(input, declared);
    const labelWidth = context.measureText(label).width;
    const room = Math.max(40, width - 2 * pad - labelWidth - 12);
    context.textAlign = "right";
    context.fillStyle = theme.text;
    const end = declared.kind === "switch" ? 32 : 0;
    const shown = fitText(context, value, room - end);
    if (declared.kind === "switch")
      paintSwitch(
        context,
        x + width - 9,
        y + height / 2,
        value === "on",
        theme,
      );
    else context.fillText(shown, x + width - pad, middle);
    context.textAlign = "left";
    context.fillStyle = theme.dim;
    const rest =
      width - 2 * pad - (end || context.measureText(shown).width) - 8;
    context.fillText(fitText(context, label, rest), x + pad, middle);
  }
}

function paintSteppers(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: readonly [number, number, number, number],
  theme: Theme,
): void {
  context.strokeStyle = theme.dim;
  context.lineWidth = 1.4;
  context.lineJoin = "round";
  const middle = y + height / 2;
  context.beginPath();
  context.moveTo(x + 11, middle - 3.5);
  context.lineTo(x + 7.5, middle);
  context.lineTo(x + 11, middle + 3.5);
  context.moveTo(x + width - 11, middle - 3.5);
  context.lineTo(x + width - 7.5, middle);
  context.lineTo(x + width - 11, middle + 3.5);
  context.stroke();
}

function paintSwitch(
  context: CanvasRenderingContext2D,
  right: number,
  middle: number,
  on: boolean,
  theme: Theme,
): void {
  context.beginPath();
  context.roundRect(right - 24, middle - 6.5, 24, 13, 6.5);
  context.fillStyle = on ? theme.accent : theme.line;
  context.fill();
  context.beginPath();
  context.arc(on ? right - 6.5 : right - 17.5, middle, 4.5, 0, Math.PI * 2);
  context.fillStyle = on ? theme.onAccent : theme.dim;
  context.fill();
}

function paintProgress(
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

function paintEmptyRoom(
  context: CanvasRenderingContext2D,
  node: StepNode,
  theme: Theme,
): void {
  const room = node.layout.view;
  if (room === undefined) return;
  const [x, y, width, height] = room;
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 5);
  context.strokeStyle = theme.nodeEdge;
  context.lineWidth = 1;
  context.setLineDash([3, 4]);
  context.stroke();
  context.setLineDash([]);
}

const messageFont = 11;

function messageLines(
  context: CanvasRenderingContext2D,
  node: StepNode,
  { status, theme }: NodePaint,
): string[] {
  if (status?.state !== "failed" || status.message === undefined) return [];
  context.font = `${messageFont}px ${theme.font}`;
  return wrapText(
    (text) => context.measureText(text).width,
    status.message,
    node.layout.width - 2 * metrics.padding,
    8,
  );
}

function paintMessage(
  context: CanvasRenderingContext2D,
  node: StepNode,
  { theme }: NodePaint,
  lines: readonly string[],
): void {
  context.font = `${messageFont}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = theme.bad;
  lines.forEach((line, index) =>
    context.fillText(
      line,
      metrics.padding,
      node.layout.height + 2 + index * 15,
    ),
  );
}

function paintSockets(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
  collapsed: boolean,
  width: number,
): void {
  const { theme } = paint;
  context.font = `12px ${theme.font}`;
  context.textBaseline = "middle";
  if (collapsed) {
    const middle = -metrics.titleHeight / 2;
    if (node.inputs.length > 0)
      socket(context, 0, middle, theme.dim, true, theme);
    if (node.outputs.length > 0)
      socket(context, width, middle, theme.dim, true, theme);
    return;
  }
  const wrong = new Set(paint.problems.map(({ input }) => input));
  for (const [index, slot] of node.inputs.entries()) {
    const y = node.layout.inputs.get(slot.name);
    if (y === undefined) continue;
    const accepts = paint.accepts?.("input", index) ?? true;
    context.globalAlpha *= accepts ? 1 : 0.3;
    const declared = node.description?.inputs[slot.name];
    const optional = declared?.kind === "port" && declared.optional;
    socket(
      context,
      0,
      y,
      typeColor(theme, slot.type),
      slot.link !== null || !optional,
      theme,
      wrong.has(slot.name),
    );
    if (!paint.lowDetail) {
      context.textAlign = "left";
      context.fillStyle = theme.dim;
      context.fillText(inputLabel(slot.name, declared), 14, y + 0.5);
    }
    context.globalAlpha /= accepts ? 1 : 0.3;
  }
  for (const [index, slot] of node.outputs.entries()) {
    const y = node.layout.outputs.get(slot.name);
    if (y === undefined) continue;
    const accepts = paint.accepts?.("output", index) ?? true;
    context.globalAlpha *= accepts ? 1 : 0.3;
    socket(context, width, y, typeColor(theme, slot.type), true, theme);
    if (!paint.lowDetail) {
      context.textAlign = "right";
      context.fillStyle = theme.dim;
      context.fillText(spacedName(slot.name), width - 14, y + 0.5);
    }
    context.globalAlpha /= accepts ? 1 : 0.3;
  }
}

function socket(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  color: string,
  filled: boolean,
  theme: Theme,
  wrong = false,
): void {
  context.beginPath();
  context.arc(x, y, metrics.socketRadius, 0, Math.PI * 2);
  context.fillStyle = filled ? color : theme.node;
  context.fill();
  context.lineWidth = filled ? 1.5 : 1.5;
  context.strokeStyle = filled ? theme.node : color;
  context.stroke();
  if (wrong) {
    context.beginPath();
    context.arc(x, y, metrics.socketRadius + 3, 0, Math.PI * 2);
    context.strokeStyle = theme.warning;
    context.lineWidth = 1.2;
    context.stroke();
  }
}
