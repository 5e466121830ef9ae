import { expect, test } from "vitest";
import {
  isBest,
  uprightTable,
  type TableView,
} from "../../../renderer/tables/upright-table.ts";

const table = (columns: number, rows: number): TableView => ({
  kind: "table",
  columns: Array.from({ length: columns }, (_, column) => `c${column}`),
  rows: Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => `${row}.${column}`),
  ),
  best: 1,
});

test("a wide table of few rows is turned, with its best one marked", () => {
  const turned = uprightTable(table(6, 2));
  expect(turned.columns).toEqual(["c0", "0.0", "1.0"]);
  expect(turned.rows).toEqual([
    ["c1", "0.1", "1.1"],
    ["c2", "0.2", "1.2"],
    ["c3", "0.3", "1.3"],
    ["c4", "0.4", "1.4"],
    ["c5", "0.5", "1.5"],
  ]);
  expect(isBest(turned, 0, 2)).toBe(true);
  expect(isBest(turned, 0, 1)).toBe(false);
});

test.each([
  [5, 2],
  [8, 5],
])("a table of %i columns and %i rows stays as it is", (columns, rows) => {
  const view = table(columns, rows);
  const drawn = uprightTable(view);
  expect(drawn.columns).toEqual(view.columns);
  expect(drawn.rows).toEqual(view.rows);
  expect(isBest(drawn, 1, 0)).toBe(true);
  expect(isBest(drawn, 0, 1)).toBe(false);
});
