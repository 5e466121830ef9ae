import { isNumber } from "../tables/is-number.ts";
import {
  isBest,
  uprightTable,
  type DrawnTable,
  type TableView,
} from "../tables/upright-table.ts";
import type { Rect } from "./layout.ts";
import { fairShares } from "../plots/fair-shares.ts";
import { fitText, wrapText } from "./text-fit.ts";
import type { Theme } from "./theme.ts";

const lineHeight = 17;

/** A table with its columns spread over the width, the best row marked. */
export function paintTable(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: Rect,
  view: TableView,
  theme: Theme,
): void {
  const table = uprightTable(view);
  if (table.columns.length === 0) return;
  const most = Math.max(1, Math.floor(height / lineHeight) - 1);
  const rows = table.rows.slice(0, most);
  const wanted = wantedWidths(context, table, rows, theme);
  const shown = shownColumns(rows, wanted, width);
  const spans = columnSpans(wanted.slice(0, shown), width);
  const cell = (
    text: string,
    column: number,
    middle: number,
    color: string,
    strong: boolean,
  ) => {
    context.font = `${strong ? "600 " : ""}11px ${theme.font}`;
    context.fillStyle = color;
    const [left = 0, right = 0] = spans[column] ?? [];
    context.textAlign = column === 0 ? "left" : "right";
    context.fillText(
      fitText(context, text, right - left + 0.5),
      x + (column === 0 ? left : right),
      middle,
    );
  };
  context.textBaseline = "middle";
  table.columns
    .slice(0, shown)
    .forEach((name, column) => cell(name, column, y + 8, theme.dim, false));
  rows.forEach((row, index) => {
    const top = y + (index + 1) * lineHeight;
    context.fillStyle = theme.nodeEdge;
    context.fillRect(x, top - 0.5, width, 1);
    row.slice(0, shown).forEach((value, column) => {
      const best = isBest(table, index, column);
      cell(
        cellText(value),
        column,
        top + 9,
        best ? theme.good : theme.text,
        best,
      );
    });
  });
}

const gap = 8;

/** How wide each column would be with all of its texts. */
function wantedWidths(
  context: CanvasRenderingContext2D,
  table: DrawnTable,
  rows: readonly (readonly (string | number)[])[],
  theme: Theme,
): number[] {
  return table.columns.map((name, column) => {
    context.font = `11px ${theme.font}`;
    const header = context.measureText(name).width;
    const cells = rows.map((row, index) => {
      const weight = isBest(table, index, column) ? "600 " : "";
      context.font = `${weight}11px ${theme.font}`;
      return context.measureText(cellText(row[column] ?? "")).width;
    });
    return Math.max(header, ...cells);
  });
}

/** How many columns are drawn: last ones of words, remarks on what is before them, give way where not all have room. */
function shownColumns(
  rows: readonly (readonly (string | number)[])[],
  wanted: readonly number[],
  width: number,
): number {
  let count = wanted.length;
  const used = () =>
    wanted.slice(0, count).reduce((sum, each) => sum + each + gap, -gap);
  const isOfWords = (column: number) =>
    rows.every((row) => !isNumber(row[column]));
  while (count > 2 && used() > width && isOfWords(count - 1)) count -= 1;
  return count;
}

/** From where to where each column goes: as wide as its texts where there is room, with what is left between them. */
function columnSpans(
  wanted: readonly number[],
  width: number,
): (readonly [number, number])[] {
  const between = gap * (wanted.length - 1);
  const widths = fairShares(wanted, width - between);
  const used = widths.reduce((sum, each) => sum + each, between);
  const spare = wanted.length > 1 ? (width - used) / (wanted.length - 1) : 0;
  let left = 0;
  return widths.map((each) => {
    const span = [left, left + each] as const;
    left += each + gap + spare;
    return span;
  });
}

function cellText(value: string | number): string {
  if (typeof value === "string") return value;
  return Number.isInteger(value)
    ? String(value)
    : String(Number(value.toPrecision(4)));
}

/** Lines with a name at the left and a note at the right; those that do not fit are counted. */
export function paintLines(
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

/** A text, broken into the lines that fit. */
export function paintText(
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

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toPrecision(3)} kB`;
  return `${(bytes / 1e6).toPrecision(3)} MB`;
}
