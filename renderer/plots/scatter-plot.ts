import type uPlot from "uplot";
import { axis } from "./lines-plot.ts";
import { scatterRange } from "./scatter-range.ts";
import type { PlotView } from "./plot.ts";
import type { PlotParts } from "./plot-parts.ts";
import { readPlotTheme } from "./plot-theme.ts";

type ScatterView = Extract<PlotView, { kind: "scatter" }>;

/**
 * What uPlot draws for samples on a plane: axes by uPlot, points and paths by us on its canvas,
 * since a path from noise to sample does not rise along x.
 */
export function scatterPlot(
  view: ScatterView,
  width: number,
  height: number,
  host: Element,
): PlotParts {
  const theme = readPlotTheme(host);
  const left = 44;
  const bottom = 24;
  const top = 8;
  const right = 12;
  const rangesOf = (next: ScatterView) =>
    scatterRange(
      next,
      Math.max(20, width - left - right),
      Math.max(20, height - bottom - top),
    );
  let shown = view;
  let ranges = rangesOf(view);
  const data = (): uPlot.AlignedData => [[...ranges.x], [...ranges.y]];
  return {
    data: data(),
    renew(next) {
      if (next.kind !== "scatter") return undefined;
      shown = next;
      ranges = rangesOf(next);
      return data();
    },
    options: {
      width,
      height,
      padding: [top, right, 0, 0],
      cursor: { drag: { setScale: false }, points: { show: false } },
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [...ranges.x] },
        y: { range: () => [...ranges.y] },
      },
      axes: [
        axis(theme, "", "linear", 64, bottom),
        axis(theme, "", "linear", 40, left),
      ],
      series: [{}, { show: false, scale: "y" }],
      hooks: {
        draw: [
          (plot) => {
            const { ctx, bbox } = plot;
            const ratio = bbox.width / Math.max(1, plot.over.clientWidth);
            const place = (px: number, py: number) =>
              [
                plot.valToPos(px, "x", true),
                plot.valToPos(py, "y", true),
              ] as const;
            ctx.save();
            ctx.beginPath();
            ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
            ctx.clip();
            paintPoints(ctx, shown, place, ratio, {
              reference: theme.dim,
              path: theme.series[1] ?? theme.warning,
              point: theme.series[0] ?? theme.accent,
            });
            ctx.restore();
          },
        ],
      },
    },
  };
}

type Place = (x: number, y: number) => readonly [number, number];

/** Paints true data faint, paths over it, samples on top. */
export function paintPoints(
  context: CanvasRenderingContext2D,
  view: ScatterView,
  place: Place,
  ratio: number,
  colors: { reference: string; path: string; point: string },
): void {
  if (view.reference) {
    context.globalAlpha = 0.28;
    context.fillStyle = colors.reference;
    dots(context, view.reference, place, 1.2 * ratio);
  }
  context.globalAlpha = 0.55;
  context.strokeStyle = colors.path;
  context.lineWidth = 0.9 * ratio;
  for (const path of view.trajectories ?? []) strokeTrack(context, path, place);
  context.globalAlpha = 0.9;
  context.fillStyle = colors.point;
  dots(
    context,
    view.points,
    place,
    (view.points.length > 4000 ? 1 : 1.6) * ratio,
  );
  context.globalAlpha = 1;
}

function strokeTrack(
  context: CanvasRenderingContext2D,
  path: Float32Array,
  place: Place,
): void {
  context.beginPath();
  let open = false;
  for (let index = 0; index + 1 < path.length; index += 2) {
    const [x, y] = place(path[index] ?? NaN, path[index + 1] ?? NaN);
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      open = false;
      continue;
    }
    if (open) context.lineTo(x, y);
    else context.moveTo(x, y);
    open = true;
  }
  context.stroke();
}

function dots(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  place: Place,
  radius: number,
): void {
  context.beginPath();
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x, y] = place(points[index] ?? NaN, points[index + 1] ?? NaN);
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, Math.PI * 2);
  }
  context.fill();
}
