import { LGraph, type LGraphNode } from "litegraph.js";
import type { RowWidget } from "./row-widget.ts";

/** litegraph's graph of one editor. */
export class StepGraph extends LGraph {
  /** The value row of a node under a point; set by the editor. */
  rowWidgetAt:
    | ((node: LGraphNode, x: number, y: number) => RowWidget | undefined)
    | undefined;
}
