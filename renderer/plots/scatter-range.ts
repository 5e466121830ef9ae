import { equalAspect, rangeOf, type Range } from "./axis.ts";
import type { PlotView } from "./plot.ts";

type ScatterView = Extract<PlotView, { kind: "scatter" }>;

/** Ranges that hold the samples and the true data, equally scaled; paths may leave them on their way from noise. */
export function scatterRange(
  view: ScatterView,
  width: number,
  height: number,
): { x: Range; y: Range } {
  const shown = view.reference ? [view.points, view.reference] : [view.points];
  const axis = (offset: number) =>
    rangeOf(
      shown.map((points) => points.filter((_, index) => index % 2 === offset)),
      "linear",
      0.06,
    );
  return equalAspect(axis(0), axis(1), width, height);
}
