import type { CanvasPointer, LGraphCanvas, LGraphNode } from "litegraph.js";

/** A value row as litegraph knows it: something under the pointer that takes the press. */
export interface RowWidget {
  readonly name: string;
  readonly type: "custom";
  readonly y: number;
  readonly options: Record<string, never>;
  onPointerDown(
    pointer: CanvasPointer,
    node: LGraphNode,
    canvas: LGraphCanvas,
  ): boolean;
}
