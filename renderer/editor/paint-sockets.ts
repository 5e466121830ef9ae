import { inputLabel, spacedName } from "./input-label.ts";
import { metrics } from "./metrics.ts";
import type { NodePaint } from "./node-paint.ts";
import type { StepNode } from "./step-node.ts";
import { typeColor, type Theme } from "./theme.ts";

/** Sockets and their names; while a link is dragged, those that cannot take it are faint. */
export function paintSockets(
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
    const { inputs, outputs } = node;
    bundle(context, 0, inputs, node.layout.inputs, theme);
    bundle(context, width, outputs, node.layout.outputs, theme);
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

/** All sockets of a side in one, with a slice for each type. */
function bundle(
  context: CanvasRenderingContext2D,
  x: number,
  slots: readonly { readonly name: string; readonly type: unknown }[],
  shown: ReadonlyMap<string, number>,
  theme: Theme,
): void {
  const colors = slots
    .filter(({ name }) => shown.has(name))
    .map(({ type }) => typeColor(theme, type));
  const slices = [...new Set(colors)];
  const [first] = slices;
  if (first === undefined) return;
  const y = -metrics.titleHeight / 2;
  socket(context, x, y, first, true, theme);
  if (slices.length === 1) return;
  const turn = (Math.PI * 2) / slices.length;
  slices.forEach((color, index) => {
    const start = index * turn - Math.PI / 2;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, metrics.socketRadius - 0.75, start, start + turn);
    context.closePath();
    context.fillStyle = color;
    context.fill();
  });
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
  context.lineWidth = 1.5;
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
