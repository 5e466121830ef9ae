import type uPlot from "uplot";
import { alignSeries } from "./align-series.ts";
import {
  formatTick,
  placeable,
  rangeOf,
  ticksOf,
  type Range,
  type ScaleKind,
} from "./axis.ts";
import { legendHeight } from "./legend-height.ts";
import type { PlotView } from "./plot.ts";
import type { PlotParts } from "./plot-parts.ts";
import { readPlotTheme, seriesColors, type PlotTheme } from "./plot-theme.ts";

/** A lower plot has no room for the names of its axes. CSS pixels. */
const lowHeight = 180;

/** Its names begin below the axis. CSS pixels. */
const legendInset = 44;

/** Up to this many, the points of a strong line are marked. */
const mostPoints = 60;

type LinesView = Extract<PlotView, { kind: "lines" }>;

/** What uPlot draws for lines: the one that matters strong, the others dashed. */
export function linesPlot(
  view: LinesView,
  width: number,
  height: number,
  host: Element,
): PlotParts {
  const theme = readPlotTheme(host);
  const lines = view.series.map(({ name, emphasis = false }) => ({
    name,
    strong: emphasis,
  }));
  const anyStrong = lines.some(({ strong }) => strong);
  const colors = seriesColors(lines, theme);
  let ranges = rangesOf(view);
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = `11px ${theme.font}`;
  const legend = legendHeight(
    view.series.map(({ name }) => name),
    width - legendInset,
    height,
    (name) => context?.measureText(name).width ?? 0,
  );
  const named = (label: string) => (height < lowHeight ? "" : label);
  const edges = view.series.flatMap((series, index) =>
    series.band ? [index, index] : [],
  );
  const firstEdge = view.series.length + 1;
  const isFoot = (value: number | null) =>
    view.y.scale === "log" && value === ranges.y[0];
  return {
    data: dataOf(view, ranges.y),
    renew(next) {
      if (next.kind !== "lines" || makeOf(next) !== makeOf(view))
        return undefined;
      ranges = rangesOf(next);
      return dataOf(next, ranges.y);
    },
    options: {
      width,
      height: Math.max(60, height - legend),
      padding: [8, 12, 0, 0],
      cursor: { drag: { setScale: false }, points: { size: 7 } },
      legend: { show: legend > 0 },
      hooks: { init: [withoutEdges] },
      scales: {
        x: {
          time: false,
          range: () => [...ranges.x],
          ...distribution(view.x.scale),
        },
        y: { range: () => [...ranges.y], ...distribution(view.y.scale) },
      },
      axes: [
        axis(theme, named(view.x.label), view.x.scale, 64, 24),
        axis(theme, named(view.y.label), view.y.scale, 34, 44),
      ],
      series: [
        { label: view.x.label, value: (_, value) => readable(value) },
        ...view.series.map((series, index): uPlot.Series => {
          const isStrong = !anyStrong || series.emphasis === true;
          return {
            label: series.name,
            ...(series.emphasis === true && { class: "strong" }),
            stroke: colors[index] ?? theme.dim,
            width: isStrong ? 2 : 1.25,
            ...(isStrong ? {} : { dash: [5, 4] }),
            ...(series.pointsOnly === true && { paths: () => null }),
            spanGaps: false,
            points: {
              show:
                series.pointsOnly === true ||
                (isStrong && series.x.length <= mostPoints),
              size: series.pointsOnly === true ? 8 : 6,
            },
            value: (_, value) => readable(isFoot(value) ? 0 : value),
          };
        }),
        ...edges.map((): uPlot.Series => ({
          class: "band-edge",
          stroke: "transparent",
          width: 0,
          points: { show: false },
        })),
      ],
      // each band has its upper edge first
      bands: edges.flatMap((index, at) =>
        at % 2 === 0
          ? [
              {
                series: [firstEdge + at + 1, firstEdge + at],
                fill: faint(colors[index] ?? theme.dim),
              },
            ]
          : [],
      ),
    },
  };
}

/** The edges of bands are no lines of their own: the legend has no rows for them. */
function withoutEdges({ root }: uPlot): void {
  root.querySelectorAll(".u-legend .band-edge").forEach((row) => row.remove());
}

function rangesOf(view: LinesView): { x: Range; y: Range } {
  return {
    x: rangeOf(
      view.series.map((series) => series.x),
      view.x.scale,
      0.01,
    ),
    y: rangeOf(
      view.series.flatMap(({ y, band }) =>
        band ? [y, band.low, band.high] : [y],
      ),
      view.y.scale,
    ),
  };
}

function dataOf(view: LinesView, range: Range): uPlot.AlignedData {
  const { series, y: axisY } = view;
  const edges = series.flatMap(({ x, band }) =>
    band
      ? [
          { x, y: band.low },
          { x, y: band.high },
        ]
      : [],
  );
  return alignSeries(
    [...series, ...edges].map(({ x, y }) => ({
      x,
      y: placeable(y, range, axisY.scale),
    })),
  );
}

/** Equal for views that differ in their numbers only. */
function makeOf({ x, y, series }: LinesView): string {
  return JSON.stringify([
    x,
    y,
    series.map((each) => [
      each.name,
      each.emphasis === true,
      each.x.length <= mostPoints,
      each.band !== undefined,
      each.pointsOnly === true,
    ]),
  ]);
}

function distribution(scale: ScaleKind): Partial<uPlot.Scale> {
  return scale === "log" ? { distr: 3, log: 10 } : { distr: 1 };
}

/** An axis with our ticks: few, round, in tabular figures. */
export function axis(
  theme: PlotTheme,
  label: string,
  scale: ScaleKind,
  space: number,
  size: number,
): uPlot.Axis {
  return {
    ...(label === "" ? {} : { label, labelSize: 18, labelGap: 0 }),
    stroke: theme.dim,
    font: `11px ${theme.font}`,
    labelFont: `11px ${theme.font}`,
    size,
    space,
    grid: { stroke: theme.line, width: 1 },
    ticks: { show: false },
    splits: (_plot, _index, least, greatest, _step, found) =>
      ticksOf(
        [least, greatest],
        scale,
        Math.max(2, Math.round(found > 0 ? 6 : 4)),
      ),
    values: (_plot, splits) => splits.map(formatTick),
    ...(scale === "log" ? { filter: (_plot, splits) => splits } : {}),
  };
}

/** A colour of the theme as something to fill with. */
export function faint(color: string): string {
  return `color-mix(in srgb, ${color} 22%, transparent)`;
}

function readable(value: number | null | undefined): string {
  return value === null || value === undefined
    ? "–"
    : String(Number(value.toPrecision(5)));
}
