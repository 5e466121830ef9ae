import { LiteGraph, type LLink, type LinkSegment } from "litegraph.js";
import { linkCentre, paintLink } from "./paint-link.ts";
import type { StepGraph } from "./step-graph.ts";
import { StepNode } from "./step-node.ts";
import { typeColor, type Theme } from "./theme.ts";

interface LinksPaint {
  readonly graph: StepGraph;
  readonly theme: Theme;
  /** What is in view, `[x, y, width, height]` in graph units. */
  readonly seen: ArrayLike<number>;
  /** Whether a link touches the selection. */
  strong(link: number): boolean;
  /** Filled with the links that were drawn; litegraph looks for presses on those. */
  readonly painted: Set<LinkSegment>;
  /** The middle of the link that can be pressed for its menu. */
  readonly hovered: ArrayLike<number> | undefined;
}

/** Draws all links in view, but for one that is being dragged and those into hidden inputs. */
export function paintLinks(
  context: CanvasRenderingContext2D,
  paint: LinksPaint,
): void {
  paint.painted.clear();
  for (const link of paint.graph._links.values())
    if (link._dragging !== true) paintOne(context, link, paint);
  if (paint.hovered === undefined) return;
  context.beginPath();
  context.arc(paint.hovered[0] ?? 0, paint.hovered[1] ?? 0, 5, 0, Math.PI * 2);
  context.fillStyle = paint.theme.accent;
  context.fill();
}

function paintOne(
  context: CanvasRenderingContext2D,
  link: LLink,
  paint: LinksPaint,
): void {
  const { graph, theme, seen, painted } = paint;
  const from = graph.getNodeById(link.origin_id);
  const to = graph.getNodeById(link.target_id);
  if (!(from instanceof StepNode) || !(to instanceof StepNode)) return;
  if (to.isHiddenInput(link.target_slot)) return;
  const start = from.getOutputPos(link.origin_slot);
  const end = to.getInputPos(link.target_slot);
  if (!isNear(start, end, seen)) return;
  link.path = paintLink(context, start, end, {
    color: typeColor(theme, from.outputs[link.origin_slot]?.type),
    width: paint.strong(link.id) ? 3 : 2,
    faint: isOff(from) || isOff(to),
    wrong: !sameType(from, link.origin_slot, to, link.target_slot),
  });
  const [x, y] = linkCentre(start, end);
  link._pos[0] = x;
  link._pos[1] = y;
  painted.add(link);
}

function isNear(
  start: ArrayLike<number>,
  end: ArrayLike<number>,
  seen: ArrayLike<number>,
): boolean {
  // a link that runs backwards swings out by this much
  const margin = 200;
  const overlaps = (axis: number) => {
    const low = Math.min(start[axis] ?? 0, end[axis] ?? 0);
    const high = Math.max(start[axis] ?? 0, end[axis] ?? 0);
    const edge = seen[axis] ?? 0;
    return high > edge - margin && low < edge + (seen[axis + 2] ?? 0) + margin;
  };
  return overlaps(0) && overlaps(1);
}

function isOff(node: StepNode): boolean {
  return node.record.mode === "mute" || node.record.mode === "bypass";
}

function sameType(
  from: StepNode,
  output: number,
  to: StepNode,
  input: number,
): boolean {
  const a = from.outputs[output]?.type;
  const b = to.inputs[input]?.type;
  return (
    a !== undefined && b !== undefined && LiteGraph.isValidConnection(a, b)
  );
}
