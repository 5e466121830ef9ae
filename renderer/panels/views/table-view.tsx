import type { View } from "../../../engine/view.ts";

type TableViewData = Extract<View, { kind: "table" }>;

/** A table with its best row marked. Numbers are set to the right, in digits of one width. */
export function TableView({ view }: { view: TableViewData }) {
  return (
    <div className="result table-scroll">
      <table className="result-table">
        <thead>
          <tr>
            {view.columns.map((column, index) => (
              <th key={column} scope="col" data-number={isNumeric(view, index)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row, index) => (
            <tr key={index} data-best={index === view.best}>
              {row.map((cell, column) => (
                <td
                  key={column}
                  data-number={isNumeric(view, column)}
                  data-long={isLong(cell)}
                >
                  {formatCell(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {view.caption !== undefined && (
        <p className="result-caption">{view.caption}</p>
      )}
    </div>
  );
}

function isNumeric(view: TableViewData, column: number): boolean {
  return view.rows.some((row) => typeof row[column] === "number");
}

/** Holds a word that is wider than a column should be, as a hash is. */
function isLong(cell: string | number): boolean {
  return /\S{25}/.test(String(cell));
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
