import type { View } from "../../engine/view.ts";

export type TableView = Extract<View, { kind: "table" }>;

/** A table as it is drawn. */
export interface DrawnTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What is marked as the best: a row, or a column of a table that stands upright. */
  readonly best?: { readonly row: number } | { readonly column: number };
}

/** From this many columns on, a table of few rows is read better with a column for each of them. */
const manyColumns = 6;
const fewRows = 4;

/** A wide table of few rows is turned: what were its columns are its rows, so that it fits a node and a narrow panel. */
export function uprightTable({ columns, rows, best }: TableView): DrawnTable {
  if (columns.length < manyColumns || rows.length > fewRows)
    return {
      columns,
      rows,
      ...(best !== undefined && { best: { row: best } }),
    };
  const [first = "", ...others] = columns;
  return {
    columns: [first, ...rows.map(([name = ""]) => String(name))],
    rows: others.map((name, index) => [
      name,
      ...rows.map((row) => row[index + 1] ?? ""),
    ]),
    ...(best !== undefined && { best: { column: best + 1 } }),
  };
}

export function isBest(
  { best }: DrawnTable,
  row: number,
  column: number,
): boolean {
  if (best === undefined) return false;
  return "row" in best ? best.row === row : best.column === column;
}
