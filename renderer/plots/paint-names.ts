import { fairShares } from "./fair-shares.ts";
import type { PlotTheme } from "./plot-theme.ts";
import type { LinesView } from "../../engine/view.ts";

/** More of them could not be read: those of three numbers of steps, and of two schedules that they are drawn over. */
const mostNames = 5;

/** Names in a line above the plot; all get a fair part of it. */
export function paintNames(
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
    .toSorted((a, b) => strengthOf(view, b) - strengthOf(view, a))
    .slice(0, mostNames);
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
    context.fillStyle = strengthOf(view, index) === 1 ? theme.text : theme.dim;
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

/** 1 for the series that matters, which is drawn last and named first. */
export function strengthOf(view: LinesView, index: number): number {
  return view.series[index]?.emphasis === true ? 1 : 0;
}
