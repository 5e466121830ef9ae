import type { View } from "../../engine/view.ts";
import type { Rect } from "./layout.ts";
import {
  formatBytes,
  paintLines,
  paintTable,
  paintText,
} from "./paint-text-view.ts";
import { shareRoom } from "./share-room.ts";
import { wrapText } from "./text-fit.ts";
import type { Theme } from "./theme.ts";
import type { ViewPictures } from "./view-pictures.ts";

const agedStrength = 0.45;
const captionHeight = 13;

interface ViewPaint {
  readonly theme: Theme;
  readonly pictures: ViewPictures;
  readonly pixels: number;
  /** Not of the graph as it is: faint, but for its captions. */
  readonly aged: boolean;
  /** Names the node, for pictures that follow one another. */
  readonly place: string;
}

/** Draws what a node shows into the room kept for it, one under the other. */
export function paintViews(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  views: readonly View[],
  paint: ViewPaint,
): void {
  if (views.length === 0) return;
  const gap = 8;
  context.save();
  context.beginPath();
  context.rect(x - 1, y - 1, width + 2, height + 2);
  context.clip();
  let top = y;
  shareRoom(views, height, gap).forEach((each, index) => {
    const view = views[index];
    if (view)
      paintView(context, [x, top, width, each], view, {
        ...paint,
        place: `${paint.place} ${index}`,
      });
    top += each + gap;
  });
  context.restore();
}

function paintView(
  context: CanvasRenderingContext2D,
  room: Rect,
  view: View,
  paint: ViewPaint,
): void {
  const [x, y, width, full] = room;
  const caption = "caption" in view ? view.caption : undefined;
  context.font = `11px ${paint.theme.font}`;
  const lines =
    caption === undefined
      ? []
      : wrapText(
          (text) => context.measureText(text).width,
          caption,
          width,
          full > 100 ? 2 : 1,
        );
  const height =
    full - (lines.length > 0 ? 3 + lines.length * captionHeight : 0);
  let captionAt = y + height;
  if (height < 8) return;
  const strength = context.globalAlpha;
  if (paint.aged) context.globalAlpha = strength * agedStrength;
  switch (view.kind) {
    case "image":
      captionAt = paintImage(context, [x, y, width, height], view, paint);
      break;
    case "lines":
    case "scatter":
      paintPlotView(context, [x, y, width, height], view, paint);
      break;
    case "table":
      paintTable(context, [x, y, width, height], view, paint.theme);
      break;
    case "files":
      paintLines(
        context,
        room,
        view.files.map(({ name, bytes }) => [name, formatBytes(bytes)]),
        paint.theme,
      );
      break;
    case "text":
      paintText(context, room, view.text, paint.theme);
      break;
    case "schedule-editor":
    case "optimization":
      // the dock's; the schedules themselves are in a plot before it
      break;
  }
  context.globalAlpha = strength;
  context.font = `11px ${paint.theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = paint.theme.dim;
  lines.forEach((line, index) =>
    context.fillText(line, x, captionAt + 9 + index * captionHeight),
  );
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

/** Returns where the picture ends. */
function paintImage(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  view: Extract<View, { kind: "image" }>,
  { pictures, pixels, theme, place }: ViewPaint,
): number {
  const scale = Math.min(width / view.width, height / view.height);
  const w = view.width * scale;
  const h = view.height * scale;
  const left = x + (width - w) / 2;
  const top = y;
  const bitmap = pictures.image(view, place);
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
  return top + h;
}
