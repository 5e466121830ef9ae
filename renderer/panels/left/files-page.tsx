import { FileText, LayoutTemplate } from "lucide-react";
import { findCommand } from "../../commands/command-table.ts";
import { runCommand } from "../../commands/listen.ts";
import { useApp } from "../../run/app-store.ts";
import { openFile, openTemplate } from "../../run/document-actions.ts";
import { titleOfPath } from "../../run/documents.ts";

/** Recent files and the graphs that come with the program. */
export function FilesPage() {
  const recent = useApp((state) => state.settings.recentFiles);
  const templates = useApp((state) => state.facts?.templates) ?? [];
  return (
    <>
      <h2 className="panel-title">Files</h2>
      <div className="button-row">
        <button
          type="button"
          className="button"
          onClick={() => runCommand(findCommand("open"))}
        >
          Open…
        </button>
        <button
          type="button"
          className="button"
          onClick={() => runCommand(findCommand("save"))}
        >
          Save
        </button>
      </div>
      <h3 className="caption">Recent</h3>
      {recent.length === 0 && (
        <p className="hint">
          Graphs that you open or save are listed here. A graph or a picture
          with a graph inside opens when dropped on the window.
        </p>
      )}
      <ul className="plain-list">
        {recent.map((path) => (
          <li key={path}>
            <button
              type="button"
              className="list-row"
              title={path}
              onClick={() => void openFile(path)}
            >
              <FileText size={14} aria-hidden />
              <span className="whole-name">{titleOfPath(path)}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3 className="caption">Templates</h3>
      <ul className="plain-list">
        {templates.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              className="list-row"
              onClick={() => void openTemplate(template.id)}
            >
              <LayoutTemplate size={14} aria-hidden />
              <span className="whole-name">{template.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
