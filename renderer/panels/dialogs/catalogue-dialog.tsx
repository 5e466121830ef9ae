import { Search } from "lucide-react";
import { Tabs } from "radix-ui";
import { useState } from "react";
import {
  scheduleTable,
  solverTable,
  type Cell,
  type WordTable,
} from "../../../core/catalogue-tables.ts";
import { Modal } from "./modal.tsx";

const pages = [
  { id: "solvers", title: "Solvers", table: solverTable() },
  { id: "schedules", title: "Schedules", table: scheduleTable() },
];

/** Every solver and schedule, with the names that other programs have for it. */
export function CatalogueDialog({ close }: { close: () => void }) {
  const [query, setQuery] = useState("");
  return (
    <Modal title="Solvers and schedules" size="catalogue" dismiss={close}>
      <Tabs.Root className="catalogue" defaultValue="solvers">
        <div className="catalogue-bar">
          <Tabs.List className="dock-tabs" aria-label="Solvers and schedules">
            {pages.map(({ id, title, table }) => (
              <Tabs.Trigger key={id} value={id} className="dock-tab">
                {title} {found(table, query).length}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <label className="search-field">
            <Search size={14} aria-hidden />
            <input
              type="search"
              autoFocus
              placeholder="Any name, option or paper"
              aria-label="Search solvers and schedules"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </label>
        </div>
        {pages.map(({ id, table }) => (
          <Tabs.Content key={id} value={id} className="catalogue-page">
            <Rows table={table} query={query} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Modal>
  );
}

function Rows({ table, query }: { table: WordTable; query: string }) {
  const rows = found(table, query);
  // the id stands below the name
  const [name, , ...columns] = table.columns;
  if (rows.length === 0)
    return <p className="hint">Nothing here has “{query}” in it.</p>;
  return (
    <table className="result-table">
      <thead>
        <tr>
          {[name, ...columns].map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([title = "", id = "", ...cells]) => (
          <tr key={String(id)}>
            <th scope="row">
              {title}
              <code>{id}</code>
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index]}>
                <Words cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names stay whole, so that they can be found and copied. */
function Words({ cell }: { cell: Cell }) {
  if (typeof cell === "string") return cell;
  return cell.map((name, index) => (
    <span key={name}>
      <code>{name}</code>
      {index < cell.length - 1 && ", "}
    </span>
  ));
}

/** Rows that have every word of the query somewhere. */
function found({ rows }: WordTable, query: string): WordTable["rows"] {
  const words = query.toLowerCase().split(/\s+/);
  return rows.filter((row) => {
    const text = row.flat().join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
