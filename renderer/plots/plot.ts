import type { View } from "../../engine/view.ts";

export type PlotView = Extract<View, { kind: "lines" | "scatter" }>;

/** A plot in the page, of a node's result or of what `V` is. */
export interface MountedPlot<V = PlotView> {
  update(view: V): void;
  resize(width: number, height: number): void;
  /** Colours are read from the CSS variables anew. */
  themeChanged(): void;
  destroy(): void;
}

export type MountPlot<V = PlotView> = (
  host: HTMLElement,
  view: V,
  width: number,
  height: number,
) => MountedPlot<V>;

/** A plot painted off the page, for a node's body: `width` × `height` CSS pixels at `pixelRatio`. */
export type PaintPlot = (
  view: PlotView,
  width: number,
  height: number,
  pixelRatio: number,
) => HTMLCanvasElement;
