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
import { searchTables } from "./search-tables.ts";

const titles = ["Solvers", "Schedules"];
const tables = [solverTable(), scheduleTable()];

/** Every solver and schedule, with the names that other programs have for it. */
export function CatalogueDialog({ close }: { close: () => void }) {
  const [query, setQuery] = useState("");
  // a page that was chosen stays until something else is searched for; then the one with the best row is shown
  const [chosen, setChosen] = useState({ title: "Solvers", query: "" });
  const pages = searchTables(tables, query).map((found, index) => ({
    title: titles[index] ?? "",
    columns: tables[index]?.columns ?? [],
    ...found,
  }));
  const kept = pages.find(({ title }) => title === chosen.title);
  const best = Math.max(...pages.map((page) => page.best));
  const shown =
    chosen.query === query || kept?.best === best
      ? kept
      : pages.find((page) => page.best === best);
  const show = (title: string) => setChosen({ title, query });
  return (
    <Modal title="Solvers and schedules" size="catalogue" dismiss={close}>
      <Tabs.Root
        className="catalogue"
        value={shown?.title ?? ""}
        onValueChange={show}
      >
        <div className="catalogue-bar">
          <Tabs.List className="dock-tabs" aria-label="Solvers and schedules">
            {pages.map(({ title, rows }) => (
              <Tabs.Trigger key={title} value={title} className="dock-tab">
                {title} {rows.length}
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
        {pages.map(({ title, columns, rows }) => (
          <Tabs.Content key={title} value={title} className="catalogue-page">
            {rows.length > 0 ? (
              <Rows columns={columns} rows={rows} />
            ) : (
              <p className="hint">
                Nothing here has “{query}” in it.{" "}
                {pages
                  .filter((page) => page.rows.length > 0)
                  .map((page) => (
                    <button
                      key={page.title}
                      type="button"
                      className="link-button"
                      onClick={() => show(page.title)}
                    >
                      {page.rows.length} in {page.title}
                    </button>
                  ))}
              </p>
            )}
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Modal>
  );
}

function Rows({
  columns: [name, , ...columns],
  rows,
}: Pick<WordTable, "columns" | "rows">) {
  // the id stands below the name
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
              <td key={columns[index]} data-column={columns[index]}>
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
