import { fairShares } from "./fair-shares.ts";
import type { PlotTheme } from "./plot-theme.ts";
import type { LinesView } from "../../engine/view.ts";

/** Of more names than these only those are told that have room whole. */
const fewestNames = 3;

/** Names in a line above the plot, as many as it has room for; the first few get a fair part of it. */
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
  const around = 14 + 8;
  const widthOf = (index: number) =>
    context.measureText(view.series[index]?.name ?? "").width;
  const order = view.series
    .map((_, index) => index)
    .toSorted((a, b) => strengthOf(view, b) - strengthOf(view, a));
  const room = width - start;
  const needed = () =>
    order.reduce((sum, index) => sum + widthOf(index) + around, 0);
  while (order.length > fewestNames && needed() > room) order.pop();
  const rooms = fairShares(order.map(widthOf), room - order.length * around);
  let left = start;
  order.forEach((index, at) => {
    const share = rooms[at] ?? 0;
    context.fillStyle = colors[index] ?? theme.dim;
    context.fillRect(left, 7, 10, 2);
    context.fillStyle = strengthOf(view, index) === 1 ? theme.text : theme.dim;
    const name = view.series[index]?.name ?? "";
    context.fillText(shorten(context, name, share), left + 14, 8.5);
    left += share + around;
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
