import uPlot from "uplot";
import { alignSeries } from "../plots/align-series.ts";
import { rangeOf } from "../plots/axis.ts";
import { axis, faint } from "../plots/lines-plot.ts";
import type { PlotParts } from "../plots/plot-parts.ts";
import { readPlotTheme } from "../plots/plot-theme.ts";

/**
 * The denoising loss over the noise level, and the stairs that a schedule makes of it: in each step the denoiser of its
 * upper level stands in for all below. The KLUB is what lies between, weighted.
 */
export interface LossView {
  readonly kind: "loss";
  /** Rising, with the loss at each. */
  readonly t: Float64Array;
  readonly loss: Float64Array;
  /** The schedule's levels, rising, with the loss at each. */
  readonly levels: readonly number[];
  readonly losses: readonly number[];
}

export function lossPlot(
  view: LossView,
  width: number,
  height: number,
  host: Element,
): PlotParts<LossView> {
  const theme = readPlotTheme(host);
  const [strong = theme.accent] = theme.series;
  const { t, loss } = view;
  const sigmas = rangeOf([t], "log", 0.01);
  const losses = rangeOf([loss], "log");
  const { stepped } = uPlot.paths;
  return {
    data: dataOf(view),
    renew: (next) =>
      next.t === t && next.loss === loss ? dataOf(next) : undefined,
    options: {
      width,
      height,
      padding: [12, 12, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, distr: 3, log: 10, range: () => [...sigmas] },
        y: { distr: 3, log: 10, range: () => [...losses] },
      },
      axes: [axis(theme, "", "log", 48, 24), axis(theme, "", "log", 30, 44)],
      series: [
        {},
        { stroke: theme.dim, width: 1.5, points: { show: false } },
        {
          stroke: strong,
          width: 1.5,
          points: { show: true, size: 5, fill: strong },
          ...(stepped && { paths: stepped({ align: -1 }) }),
        },
      ],
      bands: [{ series: [2, 1], fill: faint(strong) }],
    },
  };
}

function dataOf({ t, loss, levels, losses }: LossView): uPlot.AlignedData {
  return alignSeries([
    { x: t, y: loss },
    { x: levels, y: losses },
  ]);
}
