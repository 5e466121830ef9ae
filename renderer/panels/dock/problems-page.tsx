import { CircleAlert, TriangleAlert } from "lucide-react";
import { revealNode } from "../../run/run-actions.ts";
import { useProblemRows } from "./problem-rows.ts";

/** What is wrong, each with a click to its node. */
export function ProblemsPage() {
  const rows = useProblemRows();
  if (rows.length === 0)
    return <p className="hint">No problems: the graph can run.</p>;
  return (
    <ul className="plain-list">
      {rows.map(({ kind, message, node, nodeTitle }, index) => (
        <li key={index}>
          <button
            type="button"
            className="problem-row"
            disabled={node === undefined}
            onClick={() => {
              if (node !== undefined) revealNode(node);
            }}
          >
            {kind === "failure" ? (
              <CircleAlert size={14} className="bad" aria-label="Failed" />
            ) : (
              <TriangleAlert
                size={14}
                className="warning"
                aria-label={
                  kind === "problem"
                    ? "Keeps the graph from running"
                    : "To be minded"
                }
              />
            )}
            {nodeTitle !== undefined && <strong>{nodeTitle}</strong>}
            <span>{message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
