import { FileSearch, Play } from "lucide-react";
import type { GraphNode } from "../../../engine/graph.ts";
import { shownInputs } from "../../editor/shown-inputs.ts";
import type { NodeStatus } from "../../editor/editor.ts";
import { useApp } from "../../run/app-store.ts";
import type { OpenDocument } from "../../run/documents.ts";
import { locateModel } from "../../run/locate-model.ts";
import { runGraph } from "../../run/run-actions.ts";
import { isElsewhere, lacksModel } from "../../run/watch-models.ts";
import { ViewList } from "../views/view-list.tsx";
import { InputField } from "./input-field.tsx";
import { LinkedInputs } from "./linked-inputs.tsx";
import { NodeTitle } from "./node-title.tsx";

/** One node: what it is, its result, its settings. */
export function NodeInspector({
  document,
  node,
}: {
  document: OpenDocument;
  node: GraphNode;
}) {
  const description = useApp((state) => state.facts?.nodesById.get(node.type));
  const status = useApp((state) => state.looks[document.id]?.[node.id]);
  const isLost = useApp((state) =>
    lacksModel(state.findings[document.id], node.id),
  );
  const problems = useApp((state) => state.problems[document.id])?.filter(
    (problem) => problem.node === node.id,
  );
  if (!description)
    return (
      <>
        <h2 className="inspector-title">{node.title ?? node.type}</h2>
        <p className="error-text">
          This program has no node {node.type}. It is kept with its links and
          values, and saved back unchanged. Mute or delete it to run the rest.
        </p>
      </>
    );
  const fields = shownInputs(description, node.values).filter(
    (name) => description.inputs[name]?.kind !== "port",
  );
  return (
    <>
      <NodeTitle node={node} usual={description.title} />
      <p className="dim">{description.description}</p>
      {status?.state === "failed" && !isLost && (
        <p className="error-text" role="alert">
          {status.message}
        </p>
      )}
      {problems?.map((problem) => (
        <p key={problem.message} className="warning-text">
          {problem.message}
        </p>
      ))}
      <LocateModel document={document.id} node={node.id} />
      {fields.length > 0 && <h3 className="caption">Settings</h3>}
      <div className="fields">
        {fields.map((name) => (
          <InputField
            key={name}
            node={node}
            name={name}
            description={description}
            readOnly={document.readOnly}
            isLinked={(port) =>
              document.graph.links.some(
                ({ to }) => to.node === node.id && to.input === port,
              )
            }
          />
        ))}
      </div>
      <div className="button-row">
        <button
          type="button"
          className="button"
          title="Runs this node and what it needs"
          onClick={() => void runGraph({ targets: [node.id] })}
        >
          <Play size={13} aria-hidden />
          Run this node
        </button>
      </div>
      <h3 className="caption">Result</h3>
      <Result status={status} />
      <LinkedInputs
        graph={document.graph}
        node={node}
        description={description}
      />
    </>
  );
}

/** The way out where the node's file is not at its path. */
function LocateModel({ document, node }: { document: string; node: string }) {
  const isMissing = useApp(
    (state) =>
      state.findings[document]?.some(
        (finding) => finding.node === node && isElsewhere(finding),
      ) === true,
  );
  return (
    isMissing && (
      <div className="button-row">
        <button
          type="button"
          className="button"
          onClick={() => void locateModel(document, node)}
        >
          <FileSearch size={13} aria-hidden />
          Locate…
        </button>
      </div>
    )
  );
}

/** What the last run made of the node. It stands below the settings, so that none of them moves when it arrives. */
function Result({ status }: { status: NodeStatus | undefined }) {
  if (status === undefined) return <p className="dim">Not run yet.</p>;
  const { state, caption, remaining } = status;
  const busy = state === "running" || state === "paused";
  const words = [caption ?? state, state === "paused" ? "paused" : remaining];
  return (
    <>
      <div className="inspector-progress" role="status">
        <span className="state-dot" data-state={state} />
        <span className="dim">
          {[...new Set(words)].filter(Boolean).join(" · ")}
        </span>
        <span className="progress" data-state={state} hidden={!busy}>
          <span style={{ width: `${(status.progress ?? 0) * 100}%` }} />
        </span>
      </div>
      {status.warnings?.map((warning) => (
        <p key={warning} className="warning-text">
          {warning}
        </p>
      ))}
      <ViewList views={status.views} />
    </>
  );
}
