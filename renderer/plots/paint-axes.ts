import {
  formatTick,
  fraction,
  ticksOf,
  type Range,
  type ScaleKind,
} from "./axis.ts";
import type { PlotTheme } from "./plot-theme.ts";

interface Axis {
  readonly label?: string;
  readonly scale: ScaleKind;
}

/** Where the data are drawn, in CSS pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Numbers and lines of both axes. */
export function paintAxes(
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
