import {
  formatTick,
  fraction,
  rangeOf,
  ticksOf,
  type Range,
  type ScaleKind,
} from "./axis.ts";
import { fairShares } from "./fair-shares.ts";
import type { PaintPlot, PlotView } from "./plot.ts";
import { scatterRange } from "./scatter-range.ts";
import { paintPoints } from "./scatter-plot.ts";
import { readPlotTheme, seriesColors, type PlotTheme } from "./plot-theme.ts";

type LinesView = Extract<PlotView, { kind: "lines" }>;
type ScatterView = Extract<PlotView, { kind: "scatter" }>;

interface Axis {
  readonly label?: string;
  readonly scale: ScaleKind;
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

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
    view.series.map((series) => series.y),
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
    view.series.map(({ emphasis }) => emphasis === true),
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
    .toSorted((a, b) => strength(view, a) - strength(view, b));
  for (const index of order) {
    const series = view.series[index];
    if (series === undefined) continue;
    context.strokeStyle = colors[index] ?? theme.dim;
    const strong = !anyStrong || series.emphasis === true;
    context.lineWidth = strong ? 2 : 1.25;
    context.setLineDash(strong ? [] : [4, 3]);
    context.lineJoin = "round";
    strokePath(context, series.x, series.y, (vx, vy) => [
      frame.left + fraction(vx, x, view.x.scale) * frame.width,
      frame.top + (1 - fraction(vy, y, view.y.scale)) * frame.height,
    ]);
  }
  context.restore();
  if (named) paintNames(context, view, colors, headed ? left : 4, width, theme);
}

function strength(view: LinesView, index: number): number {
  return view.series[index]?.emphasis === true ? 1 : 0;
}

function strokePath(
  context: CanvasRenderingContext2D,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  place: (x: number, y: number) => readonly [number, number],
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

/** Names in a line above the plot; all get a fair part of it. */
function paintNames(
  context: CanvasRenderingContext2D,
  view: LinesView,
  colors: readonly string[],
  start: number,
  width: number,
  theme: PlotTheme,
): void {
  context.textBaseline = "middle";
  context.textAlign = "left";
  const order = view.series
    .map((_, index) => index)
    .toSorted((a, b) => strength(view, b) - strength(view, a))
    .slice(0, 4);
  const around = 14 + 8;
  const widths = order.map(
    (index) => context.measureText(view.series[index]?.name ?? "").width,
  );
  const rooms = fairShares(widths, width - start - order.length * around);
  let left = start;
  order.forEach((index, at) => {
    const room = rooms[at] ?? 0;
    context.fillStyle = colors[index] ?? theme.dim;
    context.fillRect(left, 7, 10, 2);
    context.fillStyle = strength(view, index) === 1 ? theme.text : theme.dim;
    const name = view.series[index]?.name ?? "";
    context.fillText(shorten(context, name, room), left + 14, 8.5);
    left += room + around;
  });
}

function shorten(
  context: CanvasRenderingContext2D,
  text: string,
  width: number,
): string {
  if (context.measureText(text).width <= width + 0.5) return text;
  let count = text.length;
  while (
    count > 0 &&
    context.measureText(`${text.slice(0, count)}…`).width > width
  )
    count--;
  return `${text.slice(0, count).trimEnd()}…`;
}

function paintAxes(
  context: CanvasRenderingContext2D,
  frame: Frame,
  x: Range,
  y: Range,
  axisX: Axis,
  axisY: Axis,
  theme: PlotTheme,
): void {
  const { scale: scaleX, label } = axisX;
  const { scale: scaleY } = axisY;
  context.fillStyle = theme.dim;
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const tick of ticksOf(y, scaleY, Math.max(2, frame.height / 32))) {
    const at = frame.top + (1 - fraction(tick, y, scaleY)) * frame.height;
    context.beginPath();
    context.moveTo(frame.left, Math.round(at) + 0.5);
    context.lineTo(frame.left + frame.width, Math.round(at) + 0.5);
    context.stroke();
    context.fillText(formatTick(tick), frame.left - 5, at);
  }
  context.textBaseline = "top";
  context.textAlign = "center";
  const below = frame.top + frame.height + 5;
  const middle = frame.left + frame.width / 2;
  const half = label === undefined ? 0 : context.measureText(label).width / 2;
  const numbers = ticksOf(x, scaleX, Math.max(2, frame.width / 48)).map(
    (tick) => {
      const text = formatTick(tick);
      const at = frame.left + fraction(tick, x, scaleX) * frame.width;
      const reach = context.measureText(text).width / 2 + 12;
      return { text, at, clear: Math.abs(at - middle) >= half + reach };
    },
  );
  // the name stands among the numbers, in place of those in the middle, where one is left at each side
  const named =
    label !== undefined &&
    numbers.some(({ at, clear }) => clear && at < middle) &&
    numbers.some(({ at, clear }) => clear && at > middle);
  if (named) context.fillText(label, middle, below);
  for (const { text, at, clear } of numbers)
    if (clear || !named) context.fillText(text, at, below);
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
