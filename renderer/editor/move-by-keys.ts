import { LGraphGroup, type Positionable } from "litegraph.js";
import type { EditorDocument } from "./document.ts";
import type { StepCanvas } from "./step-canvas.ts";

const step = 10;
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrow keys move what is selected, ten times as far with Shift; however long one is held is one step to undo. */
export function watchArrowKeys(
  canvas: StepCanvas,
  document: EditorDocument,
): void {
  const surface = canvas.canvas;
  let moving = false;
  surface.addEventListener("keydown", (event) => {
    const direction = directions[event.key];
    if (direction === undefined || canvas.locked) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const items = withInsides(canvas.selectedItems);
    if (items.size === 0) return;
    event.preventDefault();
    moving = true;
    const by = event.shiftKey ? 10 * step : step;
    for (const item of items)
      item.move(direction[0] * by, direction[1] * by, true);
    canvas.setDirty(true, true);
  });
  const settle = () => {
    if (!moving) return;
    moving = false;
    document.settle();
  };
  surface.addEventListener("keyup", settle);
  surface.addEventListener("blur", settle);
}

/** A group takes along what is in it, each thing once. */
function withInsides(selected: Iterable<Positionable>): Set<Positionable> {
  const items = new Set<Positionable>();
  const add = (item: Positionable) => {
    if (items.has(item)) return;
    items.add(item);
    if (!(item instanceof LGraphGroup)) return;
    item.recomputeInsideNodes();
    for (const inside of item.children) add(inside);
  };
  for (const item of selected) add(item);
  return items;
}
