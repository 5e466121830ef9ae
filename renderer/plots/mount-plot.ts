import "uplot/dist/uPlot.min.css";
import "./plot.css";
import uPlot from "uplot";
import type { MountPlot, PlotView } from "./plot.ts";
import { linesPlot } from "./lines-plot.ts";
import { scatterPlot } from "./scatter-plot.ts";

/** A plot in the page, with a cursor that reads values. */
export const mountPlot: MountPlot = (host, view, width, height) => {
  let shown = view;
  let size = { width, height };
  let plot = make();

  function make(): uPlot {
    const { options, data } = plotOf(shown, size.width, size.height, host);
    return new uPlot(options, data, host);
  }

  function again(): void {
    plot.destroy();
    plot = make();
  }

  return {
    update(next) {
      shown = next;
      again();
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

function plotOf(
  view: PlotView,
  width: number,
  height: number,
  host: Element,
): { options: uPlot.Options; data: uPlot.AlignedData } {
  switch (view.kind) {
    case "lines":
      return linesPlot(view, width, height, host);
    case "scatter":
      return scatterPlot(view, width, height, host);
  }
}
