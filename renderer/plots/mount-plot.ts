import "uplot/dist/uPlot.min.css";
import "./plot.css";
import uPlot from "uplot";
import type { MountPlot, PlotView } from "./plot.ts";
import type { PlotParts } from "./plot-parts.ts";
import { linesPlot } from "./lines-plot.ts";
import { scatterPlot } from "./scatter-plot.ts";

/** What uPlot draws for a view. */
type PartsOf<V> = (
  view: V,
  width: number,
  height: number,
  host: Element,
) => PlotParts<V>;

/** A plot of a node's result, with a cursor that reads values. */
export const mountPlot: MountPlot = mountParts(plotOf);

export function mountParts<V>(partsOf: PartsOf<V>): MountPlot<V> {
  return (host, view, width, height) => {
    let shown = view;
    let size = { width, height };
    let parts = partsOf(shown, size.width, size.height, host);
    let plot = new uPlot(parts.options, parts.data, host);

    function again(): void {
      plot.destroy();
      parts = partsOf(shown, size.width, size.height, host);
      plot = new uPlot(parts.options, parts.data, host);
    }

    return {
      update(next) {
        shown = next;
        const data = parts.renew(next);
        if (data === undefined) again();
        else plot.setData(data);
      },
      resize(nextWidth, nextHeight) {
        if (nextWidth === size.width && nextHeight === size.height) return;
        size = { width: nextWidth, height: nextHeight };
        // the ranges of a scatter hang on its shape
        again();
      },
      themeChanged: again,
      destroy: () => plot.destroy(),
    };
  };
}

function plotOf(
  view: PlotView,
  width: number,
  height: number,
  host: Element,
): PlotParts {
  switch (view.kind) {
    case "lines":
      return linesPlot(view, width, height, host);
    case "scatter":
      return scatterPlot(view, width, height, host);
  }
}
