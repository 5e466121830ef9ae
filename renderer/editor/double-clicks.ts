import type { StepCanvas } from "./step-canvas.ts";
import { StepGroup } from "./step-group.ts";
import { StepNode } from "./step-node.ts";
import { graphPoint } from "./viewport.ts";

/** What a double-click can be on. */
export interface DoubleClicks {
  title(node: StepNode): void;
  groupTitle(group: StepGroup): void;
  emptyCanvas(at: { readonly clientX: number; readonly clientY: number }): void;
}

/** Tells of double-clicks on titles and on empty canvas. */
export function watchDoubleClicks(
  canvas: StepCanvas,
  told: DoubleClicks,
): void {
  canvas.canvas.addEventListener("dblclick", (event) => {
    if (canvas.locked || event.button !== 0) return;
    const [x, y] = graphPoint(canvas, event);
    const node = canvas.stepGraph.getNodeOnPos(x, y, canvas.visible_nodes);
    if (node instanceof StepNode) {
      const onTitle = y < node.pos[1] && !node.isPointInCollapse(x, y);
      if (onTitle) told.title(node);
      return;
    }
    const group = canvas.stepGraph.getGroupTitlebarOnPos(x, y);
    if (group instanceof StepGroup) told.groupTitle(group);
    else told.emptyCanvas(event);
  });
}
