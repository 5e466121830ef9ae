import {
  isBest,
  uprightTable,
  type DrawnTable,
  type TableView as TableViewData,
} from "../../tables/upright-table.ts";
import { isNumber } from "../../tables/is-number.ts";
import { BreakingText } from "./breaking-text.tsx";

/** A table with its best row marked. Numbers are set to the right, in digits of one width; words break, and numbers too wide for that scroll. */
export function TableView({ view }: { view: TableViewData }) {
  const table = uprightTable(view);
  return (
    <div className="result">
      <div className="table-scroll">
        <table className="result-table">
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <th
                  key={index}
                  scope="col"
                  data-number={isNumeric(table, index)}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              <tr key={index} data-best={isBest(table, index, 0)}>
                {row.map((cell, column) => (
                  <td
                    key={column}
                    data-number={isNumeric(table, column)}
                    data-whole={isNumber(cell)}
                    data-long={isLong(cell)}
                    data-words={isWords(cell)}
                    data-best={isBest(table, index, column)}
                  >
                    {isLong(cell) ? (
                      <BreakingText text={String(cell)} />
                    ) : (
                      formatCell(cell)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.caption !== undefined && (
        <p className="result-caption">{view.caption}</p>
      )}
    </div>
  );
}

/** Most of its cells are numbers; a number among words is set as they are. */
function isNumeric({ rows }: DrawnTable, column: number): boolean {
  return rows.filter((row) => isNumber(row[column])).length > rows.length / 2;
}

/** Holds a word that is wider than a column should be, as a path, a hash or the name of a file is. */
function isLong(cell: string | number): boolean {
  return /\S{18}/.test(String(cell));
}

/** A sentence or a list, which breaks between words also among numbers. */
function isWords(cell: string | number): boolean {
  return (
    typeof cell === "string" &&
    cell.length > 12 &&
    !isNumber(cell) &&
    /\s/.test(cell)
  );
}

/** Four significant digits, which is what the table's numbers carry. */
function formatCell(cell: string | number): string {
  if (typeof cell === "string") return cell;
  if (Number.isInteger(cell)) return String(cell);
  const size = Math.abs(cell);
  return size >= 1e5 || size < 1e-4
    ? cell.toExponential(3)
    : String(Number(cell.toPrecision(4)));
}
