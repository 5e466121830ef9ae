import type { View } from "../../engine/view.ts";
import type { Rect } from "./layout.ts";
import { fitText, wrapText } from "./text-fit.ts";
import type { Theme } from "./theme.ts";
import type { ViewPictures } from "./view-pictures.ts";

interface ViewPaint {
  readonly theme: Theme;
  readonly pictures: ViewPictures;
  readonly pixels: number;
}

/** Draws what a node shows into the room kept for it, one under the other. */
export function paintViews(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  views: readonly View[],
  paint: ViewPaint,
): void {
  if (views.length === 0) return;
  const gap = 6;
  const each = (height - gap * (views.length - 1)) / views.length;
  context.save();
  context.beginPath();
  context.rect(x - 1, y - 1, width + 2, height + 2);
  context.clip();
  views.forEach((view, index) =>
    paintView(context, [x, y + index * (each + gap), width, each], view, paint),
  );
  context.restore();
}

function paintView(
  context: CanvasRenderingContext2D,
  room: Rect,
  view: View,
  paint: ViewPaint,
): void {
  const captioned = "caption" in view && view.caption !== undefined;
  const [x, y, width, full] = room;
  const height = captioned ? full - 16 : full;
  if (height < 8) return;
  switch (view.kind) {
    case "image":
      paintImage(context, [x, y, width, height], view, paint);
      break;
    case "lines":
    case "scatter":
      paintPlotView(context, [x, y, width, height], view, paint);
      break;
    case "table":
      paintTable(context, [x, y, width, height], view, paint.theme);
      break;
    case "files":
      paintRows(
        context,
        room,
        view.files.map(({ name, bytes }) => [name, formatBytes(bytes)]),
        paint.theme,
      );
      break;
    case "text":
      paintText(context, room, view.text, paint.theme);
      break;
  }
  if (captioned && view.caption !== undefined) {
    context.font = `11px ${paint.theme.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillStyle = paint.theme.dim;
    context.fillText(fitText(context, view.caption, width), x, y + height + 9);
  }
}

function paintPlotView(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  view: Extract<View, { kind: "lines" | "scatter" }>,
  paint: ViewPaint,
): void {
  // a few sharpnesses only, so that zooming does not paint the plot anew for each frame
  const ratio = Math.min(
    4,
    2 ** Math.ceil(Math.log2(Math.max(0.5, paint.pixels))),
  );
  const picture = paint.pictures.plot(
    view,
    Math.round(width),
    Math.round(height),
    ratio,
  );
  context.drawImage(picture, x, y, width, height);
}

function paintImage(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  view: Extract<View, { kind: "image" }>,
  { pictures, pixels, theme }: ViewPaint,
): void {
  const scale = Math.min(width / view.width, height / view.height);
  const w = view.width * scale;
  const h = view.height * scale;
  const left = x + (width - w) / 2;
  const top = y + (height - h) / 2;
  const bitmap = pictures.image(view);
  context.save();
  context.beginPath();
  context.roundRect(left, top, w, h, 4);
  context.clip();
  if (bitmap === undefined) {
    context.fillStyle = theme.nodeRow;
    context.fillRect(left, top, w, h);
  } else {
    // small pictures show their pixels
    context.imageSmoothingEnabled = scale * pixels < 2;
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, left, top, w, h);
  }
  context.restore();
}

const lineHeight = 17;

function paintTable(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  view: Extract<View, { kind: "table" }>,
  theme: Theme,
): void {
  const columns = view.columns.length;
  if (columns === 0) return;
  const most = Math.max(1, Math.floor(height / lineHeight) - 1);
  const rows = view.rows.slice(0, most);
  const first = columns === 1 ? width : width * Math.max(0.34, 1 / columns);
  const rest = columns === 1 ? 0 : (width - first) / (columns - 1);
  const cell = (
    text: string,
    column: number,
    middle: number,
    color: string,
    strong: boolean,
  ) => {
    context.font = `${strong ? "600 " : ""}11px ${theme.font}`;
    context.fillStyle = color;
    context.textAlign = column === 0 ? "left" : "right";
    const right = x + first + column * rest;
    const room = (column === 0 ? first : rest) - 4;
    context.fillText(
      fitText(context, text, room),
      column === 0 ? x : right,
      middle,
    );
  };
  context.textBaseline = "middle";
  view.columns.forEach((name, column) =>
    cell(name, column, y + 8, theme.dim, false),
  );
  rows.forEach((row, index) => {
    const top = y + (index + 1) * lineHeight;
    context.fillStyle = theme.nodeEdge;
    context.fillRect(x, top - 0.5, width, 1);
    const best = view.best === index;
    row.forEach((value, column) =>
      cell(
        typeof value === "number" ? shortNumber(value) : value,
        column,
        top + 9,
        best ? theme.good : theme.text,
        best,
      ),
    );
  });
}

function shortNumber(value: number): string {
  return Number.isInteger(value)
    ? String(value)
    : String(Number(value.toPrecision(4)));
}

function paintRows(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  rows: readonly (readonly [string, string])[],
  theme: Theme,
): void {
  const most = Math.max(1, Math.floor(height / lineHeight));
  const cut = rows.length > most;
  const shown = rows.slice(0, cut ? most - 1 : most);
  context.font = `11px ${theme.font}`;
  context.textBaseline = "middle";
  shown.forEach(([name, size], index) => {
    const middle = y + index * lineHeight + 9;
    context.textAlign = "right";
    context.fillStyle = theme.dim;
    context.fillText(size, x + width, middle);
    const room = width - context.measureText(size).width - 8;
    context.textAlign = "left";
    context.fillStyle = theme.text;
    context.fillText(fitText(context, name, room), x, middle);
  });
  if (cut) {
    context.textAlign = "left";
    context.fillStyle = theme.dim;
    context.fillText(
      `and ${rows.length - shown.length} more`,
      x,
      y + shown.length * lineHeight + 9,
    );
  }
}

function paintText(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  text: string,
  theme: Theme,
): void {
  context.font = `11px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = theme.text;
  const lines = wrapText(
    (piece) => context.measureText(piece).width,
    text.slice(0, 2000),
    width,
    Math.max(1, Math.floor(height / 15)),
  );
  lines.forEach((line, index) => context.fillText(line, x, y + index * 15 + 8));
}

function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toPrecision(3)} kB`;
  return `${(bytes / 1e6).toPrecision(3)} MB`;
}
