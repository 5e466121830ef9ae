import { fraction, placeable, rangeOf } from "./axis.ts";
import { faint } from "./lines-plot.ts";
import { paintAxes, type Frame } from "./paint-axes.ts";
import { paintNames, strengthOf } from "./paint-names.ts";
import type { LinesView } from "../../engine/view.ts";
import type { PaintPlot, PlotView } from "./plot.ts";
import { scatterRange } from "./scatter-range.ts";
import { paintPoints } from "./scatter-plot.ts";
import { readPlotTheme, seriesColors, type PlotTheme } from "./plot-theme.ts";

type ScatterView = Extract<PlotView, { kind: "scatter" }>;

/** The plot as a picture for a node's body, in the colours of the page. */
export const paintPlot: PaintPlot = (view, width, height, pixelRatio) => {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * pixelRatio));
  canvas.height = Math.max(1, Math.round(height * pixelRatio));
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.scale(pixelRatio, pixelRatio);
  const theme = readPlotTheme(document.body);
  context.font = `10px ${theme.font}`;
  context.fontKerning = "normal";
  switch (view.kind) {
    case "lines":
      paintLines(context, view, width, height, theme);
      break;
    case "scatter":
      paintScatter(context, view, width, height, theme);
      break;
  }
  return canvas;
};

function paintLines(
  context: CanvasRenderingContext2D,
  view: LinesView,
  width: number,
  height: number,
  theme: PlotTheme,
): void {
  const x = rangeOf(
    view.series.map((series) => series.x),
    view.x.scale,
    0.02,
  );
  const y = rangeOf(
    view.series.flatMap(({ y: values, band }) =>
      band ? [values, band.low, band.high] : [values],
    ),
    view.y.scale,
  );
  const named = view.series.length > 1 && height >= 110;
  const left = 34;
  const headed =
    height >= 110 && context.measureText(view.y.label).width <= left - 6;
  const top = named || headed ? 25 : 6;
  const frame: Frame = {
    left,
    top,
    width: width - 42,
    height: height - top - 18,
  };
  paintAxes(context, frame, x, y, view.x, view.y, theme);
  if (headed) {
    // at the head of its numbers, where a long name has no room
    context.fillStyle = theme.dim;
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.fillText(view.y.label, left - 5, 8.5);
  }
  const colors = seriesColors(
    view.series.map(({ name, emphasis = false }) => ({
      name,
      strong: emphasis,
    })),
    theme,
  );
  const anyStrong = view.series.some(({ emphasis }) => emphasis === true);
  context.save();
  context.beginPath();
  context.rect(frame.left, frame.top - 2, frame.width + 2, frame.height + 4);
  context.clip();
  // the strong one last, on top
  const order = view.series
    .map((_, index) => index)
    .toSorted((a, b) => strengthOf(view, a) - strengthOf(view, b));
  for (const index of order) {
    const series = view.series[index];
    if (series === undefined) continue;
    const place: Place = (vx, vy) => [
      frame.left + fraction(vx, x, view.x.scale) * frame.width,
      frame.top + (1 - fraction(vy, y, view.y.scale)) * frame.height,
    ];
    context.fillStyle = colors[index] ?? theme.dim;
    if (series.band) {
      const strong = context.fillStyle;
      context.fillStyle = faint(strong);
      fillBand(context, series.x, series.band, place);
      context.fillStyle = strong;
    }
    const values = placeable(series.y, y, view.y.scale);
    // one or two points are seen as such
    if (series.pointsOnly === true || series.x.length <= 2)
      paintDots(context, series.x, values, place);
    if (series.pointsOnly === true) continue;
    context.strokeStyle = colors[index] ?? theme.dim;
    const strong = !anyStrong || series.emphasis === true;
    context.lineWidth = strong ? 2 : 1.25;
    context.setLineDash(strong ? [] : [4, 3]);
    context.lineJoin = "round";
    strokePath(context, series.x, values, place);
  }
  context.restore();
  if (named) paintNames(context, view, colors, headed ? left : 4, width, theme);
}

type Place = (x: number, y: number) => readonly [number, number];

function paintDots(
  context: CanvasRenderingContext2D,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  place: Place,
): void {
  for (let index = 0; index < xs.length; index++) {
    const [px, py] = place(xs[index] ?? NaN, ys[index] ?? NaN);
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    context.beginPath();
    context.arc(px, py, 3, 0, Math.PI * 2);
    context.fill();
  }
}

/** Between two lines; what has no place on the axis lies at its end. */
function fillBand(
  context: CanvasRenderingContext2D,
  xs: ArrayLike<number>,
  { low, high }: { low: Float64Array; high: Float64Array },
  place: Place,
): void {
  const far = 1e4;
  const at = (values: Float64Array, index: number) => {
    const [px, py] = place(xs[index] ?? NaN, values[index] ?? NaN);
    return [px, Number.isFinite(py) ? py : far] as const;
  };
  context.beginPath();
  for (let index = 0; index < xs.length; index++)
    context.lineTo(...at(high, index));
  for (let index = xs.length - 1; index >= 0; index--)
    context.lineTo(...at(low, index));
  context.fill();
}

function strokePath(
  context: CanvasRenderingContext2D,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  place: Place,
): void {
  context.beginPath();
  let open = false;
  for (let index = 0; index < xs.length; index++) {
    const [px, py] = place(xs[index] ?? NaN, ys[index] ?? NaN);
    // a zero on a log scale, or no number, breaks the line
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      open = false;
      continue;
    }
    if (open) context.lineTo(px, py);
    else context.moveTo(px, py);
    open = true;
  }
  context.stroke();
}

function paintScatter(
  context: CanvasRenderingContext2D,
  view: ScatterView,
  width: number,
  height: number,
  theme: PlotTheme,
): void {
  const frame: Frame = {
    left: 28,
    top: 4,
    width: width - 32,
    height: height - 22,
  };
  const { x, y } = scatterRange(view, frame.width, frame.height);
  paintAxes(
    context,
    frame,
    x,
    y,
    { scale: "linear" },
    { scale: "linear" },
    theme,
  );
  const place = (vx: number, vy: number) =>
    [
      frame.left + fraction(vx, x, "linear") * frame.width,
      frame.top + (1 - fraction(vy, y, "linear")) * frame.height,
    ] as const;
  context.save();
  context.beginPath();
  context.rect(frame.left, frame.top, frame.width, frame.height);
  context.clip();
  paintPoints(context, view, place, 1, {
    reference: theme.dim,
    path: theme.series[1] ?? theme.warning,
    point: theme.series[0] ?? theme.accent,
  });
  context.restore();
}
