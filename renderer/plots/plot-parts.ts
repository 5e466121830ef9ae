import type uPlot from "uplot";
import type { PlotView } from "./plot.ts";

/** A view as uPlot takes it. */
export interface PlotParts<V = PlotView> {
  readonly options: uPlot.Options;
  readonly data: uPlot.AlignedData;
  /** The data of another view for the same plot; `undefined` where the plot must be made anew. */
  renew(view: V): uPlot.AlignedData | undefined;
}
