import type { CanvasPointerEvent, LLink } from "litegraph.js";
import type { NodeStatus } from "./editor.ts";
import type { StepGroup } from "./step-group.ts";
import type { StepNode } from "./step-node.ts";
import type { Theme } from "./theme.ts";
import type { ViewPictures } from "./view-pictures.ts";

/** What was pressed with the right button. */
export type MenuTarget =
  | { readonly kind: "node"; readonly node: StepNode }
  | { readonly kind: "group"; readonly group: StepGroup }
  | { readonly kind: "link"; readonly link: LLink }
  | { readonly kind: "canvas" };

/** What the canvas asks of the editor around it. */
export interface CanvasHooks {
  theme(): Theme;
  pictures: ViewPictures;
  status(node: string): NodeStatus | undefined;
  /** Whether what it shows is not of the graph as it is. */
  isAged(node: string): boolean;
  problems(node: string): readonly { readonly input?: string }[];
  contextMenu(target: MenuTarget, at: CanvasPointerEvent): void;
  /** Puts a copy of the selection in its place and selects the copy, without links from outside. */
  cloneSelection(): unknown;
  wheel(event: WheelEvent): void;
  /** Called after each frame that was drawn. */
  painted(): void;
}
