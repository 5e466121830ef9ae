type Point = ArrayLike<number>;

interface LinkPaint {
  readonly color: string;
  readonly width: number;
  readonly faint: boolean;
  /** Between sockets of two types: kept, but it cannot run. */
  readonly wrong: boolean;
}

/** The handles of a link's curve: level, and further out where it runs backwards. */
function handles(
  start: Point,
  end: Point,
): readonly [from: readonly [number, number], to: readonly [number, number]] {
  const [x0 = 0, y0 = 0] = Array.from(start);
  const [x1 = 0, y1 = 0] = Array.from(end);
  const across = x1 - x0;
  const reach =
    across >= 0
      ? Math.max(
          Math.min(across / 2, 120),
          Math.min(30, Math.hypot(across, y1 - y0) / 3),
        )
      : Math.min(40 - across / 3, 160);
  return [
    [x0 + reach, y0],
    [x1 - reach, y1],
  ];
}

/** The point in the middle of a link's curve; its handles cancel out there. */
export function linkCentre(
  start: Point,
  end: Point,
): readonly [number, number] {
  return [
    ((start[0] ?? 0) + (end[0] ?? 0)) / 2,
    ((start[1] ?? 0) + (end[1] ?? 0)) / 2,
  ];
}

export function paintLink(
  context: CanvasRenderingContext2D,
  start: Point,
  end: Point,
  { color, width, faint, wrong }: LinkPaint,
): Path2D {
  const [from, to] = handles(start, end);
  const path = new Path2D();
  path.moveTo(start[0] ?? 0, start[1] ?? 0);
  path.bezierCurveTo(...from, ...to, end[0] ?? 0, end[1] ?? 0);
  context.save();
  context.globalAlpha = faint ? 0.35 : 0.95;
  context.lineCap = "round";
  context.lineWidth = width;
  context.strokeStyle = color;
  context.setLineDash(wrong ? [6, 5] : []);
  context.stroke(path);
  context.restore();
  return path;
}
