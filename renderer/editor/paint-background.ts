import { metrics } from "./metrics.ts";
import type { Theme } from "./theme.ts";

/** The canvas's ground with its dots. */
export function paintBackground(
  context: CanvasRenderingContext2D,
  surface: HTMLCanvasElement,
  view: { readonly scale: number; readonly offset: ArrayLike<number> },
  pixelRatio: number,
  theme: Theme,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = theme.canvas;
  context.fillRect(0, 0, surface.width, surface.height);
  let step = metrics.gridStep * view.scale * pixelRatio;
  // far out, every second row of dots goes, so that they stay apart
  while (step < 11 * pixelRatio) step *= 2;
  const size = Math.max(1, Math.min(2, view.scale * 1.4)) * pixelRatio;
  const start = (offset: number) =>
    (((offset * view.scale * pixelRatio) % step) + step) % step;
  const x0 = start(view.offset[0] ?? 0);
  const y0 = start(view.offset[1] ?? 0);
  context.fillStyle = theme.dot;
  for (let y = y0; y < surface.height; y += step)
    for (let x = x0; x < surface.width; x += step)
      context.fillRect(
        Math.round(x - size / 2),
        Math.round(y - size / 2),
        size,
        size,
      );
}
