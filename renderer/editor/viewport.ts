import { stepGroups, stepNodes } from "./graph-adapter.ts";
import type { StepCanvas } from "./step-canvas.ts";
import type { StepNode } from "./step-node.ts";

const margin = 28;

/** The least zoom at which the text of nodes can be read. */
const readableScale = 0.6;

/** Shows all of the graph, or of these nodes, no larger than life. */
export function fitView(
  canvas: StepCanvas,
  nodes: readonly StepNode[] = stepNodes(canvas.stepGraph),
): void {
  showWithin(canvas, nodes, canvas.ds.min_scale);
}

/** Shows a graph that is opened: all of it where its text can be read then, else where it begins, at the upper left. */
export function openView(canvas: StepCanvas): void {
  showWithin(canvas, stepNodes(canvas.stepGraph), readableScale);
}

function showWithin(
  canvas: StepCanvas,
  nodes: readonly StepNode[],
  leastScale: number,
): void {
  const { clientWidth, clientHeight } = canvas.canvas;
  if (clientWidth === 0 || clientHeight === 0) return;
  for (const node of nodes) node.updateArea(canvas.ctx);
  const rects = nodes.map((node) => [...node.boundingRect]);
  for (const group of stepGroups(canvas.stepGraph))
    rects.push([...group._bounding]);
  if (rects.length === 0) return moveView(canvas, 1, [0, 0]);
  const left = Math.min(...rects.map(([x = 0]) => x));
  const top = Math.min(...rects.map(([, y = 0]) => y));
  const right = Math.max(...rects.map(([x = 0, , width = 0]) => x + width));
  const bottom = Math.max(
    ...rects.map(([, y = 0, , height = 0]) => y + height),
  );
  const scale = Math.max(
    leastScale,
    Math.min(
      1,
      (clientWidth - 2 * margin) / (right - left),
      (clientHeight - 2 * margin) / (bottom - top),
    ),
  );
  // in the middle; what is longer than the room is seen from its beginning on
  const offset = (start: number, end: number, room: number): number =>
    end - start > room ? margin / scale - start : room / 2 - (start + end) / 2;
  moveView(canvas, scale, [
    offset(left, right, clientWidth / scale),
    offset(top, bottom, clientHeight / scale),
  ]);
}

/** Moves it by whole pixels, so that what is drawn stays as sharp as it was. */
export function moveView(
  canvas: StepCanvas,
  scale: number,
  offset: readonly [number, number],
): void {
  const whole = (moved: number): number => Math.round(moved * scale) / scale;
  canvas.ds.scale = scale;
  canvas.ds.offset = [whole(offset[0]), whole(offset[1])];
  canvas.setDirty(true, true);
}

/** The middle of the canvas in the window. */
export function middlePoint({ canvas }: StepCanvas): {
  clientX: number;
  clientY: number;
} {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
}

/** Zooms about a point of the window, or about the middle. */
export function zoomBy(
  canvas: StepCanvas,
  factor: number,
  at?: { readonly clientX: number; readonly clientY: number },
): void {
  const { clientX, clientY } = at ?? middlePoint(canvas);
  canvas.ds.changeScale(canvas.ds.scale * factor, [clientX, clientY]);
  canvas.setDirty(true, true);
}

/** How much a turn of the wheel zooms; the same for notches, pixels and lines. */
export function wheelFactor(event: WheelEvent): number {
  const unit = event.deltaMode === 1 ? 33 : event.deltaMode === 2 ? 400 : 1;
  // a pinch on a trackpad comes as small steps with Ctrl held
  const strength = event.ctrlKey ? 0.01 : 0.0012;
  const turned = Math.max(-240, Math.min(240, event.deltaY * unit));
  return Math.exp(-turned * strength);
}

/** Moves the view as little as shows the node whole, where it is not. */
export function revealNode(canvas: StepCanvas, node: StepNode): void {
  const { clientWidth, clientHeight } = canvas.canvas;
  const { scale, offset } = canvas.ds;
  node.updateArea(canvas.ctx);
  const [x = 0, y = 0, width = 0, height = 0] = node.boundingRect;
  const shift = (at: number, length: number, moved: number, room: number) => {
    const pad = 24 / scale;
    const start = -moved + pad;
    const end = -moved + room / scale - pad;
    if (at < start || length > end - start) return moved + (start - at);
    return at + length > end ? moved - (at + length - end) : moved;
  };
  moveView(canvas, scale, [
    shift(x, width, offset[0], clientWidth),
    shift(y, height, offset[1], clientHeight),
  ]);
}

/** A point of the graph in the window. */
export function clientPoint(
  canvas: StepCanvas,
  x: number,
  y: number,
): { clientX: number; clientY: number } {
  const box = canvas.canvas.getBoundingClientRect();
  const [left = 0, top = 0] = Array.from(
    canvas.ds.convertOffsetToCanvas([x, y]),
  );
  return { clientX: box.left + left, clientY: box.top + top };
}

/** A point of the window in the graph. */
export function graphPoint(
  canvas: StepCanvas,
  at: { readonly clientX: number; readonly clientY: number },
): [number, number] {
  const box = canvas.canvas.getBoundingClientRect();
  const [x = 0, y = 0] = Array.from(
    canvas.ds.convertCanvasToOffset([
      at.clientX - box.left,
      at.clientY - box.top,
    ]),
  );
  return [x, y];
}
