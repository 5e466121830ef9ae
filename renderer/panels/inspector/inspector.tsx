import { X } from "lucide-react";
import { useApp } from "../../run/app-store.ts";
import { findDocument } from "../../run/documents.ts";
import { setPanel } from "../../run/panel-actions.ts";
import { IconButton } from "../icon-button.tsx";
import { GraphSummary, SelectionSummary } from "./graph-summary.tsx";
import { NodeInspector } from "./node-inspector.tsx";

const nothing: readonly string[] = [];

/** What the selection is, its settings, and its result. */
export function Inspector() {
  const document = useApp(({ documents }) =>
    findDocument(documents, documents.active),
  );
  const selected =
    useApp(({ selection, documents }) => selection[documents.active ?? ""]) ??
    nothing;
  const nodes =
    document?.graph.nodes.filter((node) => selected.includes(node.id)) ?? [];
  const [only] = nodes;
  return (
    <aside className="inspector" aria-label="Inspector">
      <IconButton
        label="Fold the inspector"
        className="inspector-fold"
        side="left"
        onClick={() => setPanel("inspector", false)}
      >
        <X size={14} aria-hidden />
      </IconButton>
      {document === undefined ? null : only === undefined ? (
        <GraphSummary document={document} />
      ) : nodes.length > 1 ? (
        <SelectionSummary nodes={nodes} />
      ) : (
        <NodeInspector
          key={`${document.id} ${only.id}`}
          document={document}
          node={only}
        />
      )}
    </aside>
  );
}
