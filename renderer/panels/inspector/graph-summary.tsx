import { findCommand } from "../../commands/command-table.ts";
import { runCommand } from "../../commands/listen.ts";
import type { GraphNode } from "../../../engine/graph.ts";
import { useApp } from "../../run/app-store.ts";
import type { OpenDocument } from "../../run/documents.ts";
import { activeEditor } from "../../run/editors.ts";
import { runSelected } from "../../run/run-actions.ts";
import { firstKeysLabel } from "../keys-label.ts";

const firstSteps = ["run", "shortcuts", "catalogue"];

/** The inspector while nothing is selected. */
export function GraphSummary({ document }: { document: OpenDocument }) {
  const { nodes, links } = document.graph;
  return (
    <>
      <h2 className="inspector-title">{document.title}</h2>
      <p className="dim">
        {count(nodes.length, "node")}, {count(links.length, "link")}.{" "}
        {document.path ?? "Not saved to a file yet; kept as you work."}
      </p>
      <p className="dim">
        Select a node to see what it does, its settings and its result.
        Double-click the canvas to add one.
      </p>
      <ul className="plain-list key-list">
        {firstSteps.map((id) => (
          <li key={id}>
            <button
              type="button"
              className="list-row"
              onClick={() => runCommand(findCommand(id))}
            >
              {findCommand(id)?.title}
              <kbd>{firstKeysLabel(id)}</kbd>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The inspector while several nodes are selected. */
export function SelectionSummary({ nodes }: { nodes: readonly GraphNode[] }) {
  const types = useApp((state) => state.facts?.nodesById);
  return (
    <>
      <h2 className="inspector-title">
        {count(nodes.length, "node")} selected
      </h2>
      <ul className="plain-list">
        {nodes.map((node) => (
          <li key={node.id}>
            <button
              type="button"
              className="list-row"
              onClick={() => activeEditor()?.select([node.id])}
            >
              {node.title ?? types?.get(node.type)?.title ?? node.type}
            </button>
          </li>
        ))}
      </ul>
      <div className="button-row">
        <button
          type="button"
          className="button"
          onClick={() => void runSelected()}
        >
          Run these only
        </button>
        <button
          type="button"
          className="button"
          onClick={() => activeEditor()?.command("group")}
        >
          Group
        </button>
      </div>
    </>
  );
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
