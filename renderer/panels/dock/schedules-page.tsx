import { Fragment } from "react";
import type { GraphNode } from "../../../engine/graph.ts";
import type { View } from "../../../engine/view.ts";
import { agedCaption } from "../../run/aged-nodes.ts";
import { useApp } from "../../run/app-store.ts";
import { findDocument, type OpenDocument } from "../../run/documents.ts";
import { runGraph } from "../../run/run-actions.ts";
import { PlotFrame } from "../views/plot-frame.tsx";
import { ScheduleEditor } from "./schedule-editor/schedule-editor.tsx";

type LinesView = Extract<View, { kind: "lines" }>;

const editorType = "schedules/edit-schedule";

/** The schedule of a selected Edit Schedule node to be edited, or curves to be looked at. */
export function SchedulesPage() {
  const document = useApp(({ documents }) =>
    findDocument(documents, documents.active),
  );
  const selected = useApp(({ selection }) => selection[document?.id ?? ""]);
  const node = document?.graph.nodes.find(({ id }) => id === selected?.[0]);
  return document && selected?.length === 1 && node?.type === editorType ? (
    <EditorPage
      key={`${document.id} ${node.id}`}
      document={document}
      node={node}
    />
  ) : (
    <CurvesPage />
  );
}

function EditorPage({
  document,
  node,
}: {
  document: OpenDocument;
  node: GraphNode;
}) {
  const view = useApp(({ run }) =>
    run.shown[document.id]?.[node.id]?.views.find(isEditorView),
  );
  const changed = useApp(({ looks }) =>
    document.graph.links.some(
      ({ from, to }) =>
        to.node === node.id &&
        looks[document.id]?.[from.node]?.caption === agedCaption,
    ),
  );
  const { sigmas } = node.values;
  const empty = !Array.isArray(sigmas) || sigmas.length === 0;
  if (view?.incoming === undefined && empty)
    return (
      <div className="hint">
        <p>
          Link a schedule into this node and run it; its levels are edited here.
        </p>
        <button
          type="button"
          className="button"
          onClick={() => void runGraph({ targets: [node.id] })}
        >
          Run this node
        </button>
      </div>
    );
  return (
    <ScheduleEditor
      document={document}
      node={node}
      view={view}
      notice={
        changed
          ? "What comes in has changed since the last run: run it again."
          : undefined
      }
    />
  );
}

function isEditorView(
  view: View,
): view is Extract<View, { kind: "schedule-editor" }> {
  return view.kind === "schedule-editor";
}

function isLinesView(view: View): view is LinesView {
  return view.kind === "lines";
}

/** The curves of the selected node, or of the first node that has any. */
function CurvesPage() {
  const id = useApp(({ documents, selection, run }) => {
    const active = documents.active ?? "";
    const shown = run.shown[active] ?? {};
    const order = [...(selection[active] ?? []), ...Object.keys(shown)];
    return order.find((node) => shown[node]?.views.some(isLinesView));
  });
  const view = useApp(({ documents, run }) =>
    run.shown[documents.active ?? ""]?.[id ?? ""]?.views.find(isLinesView),
  );
  const title = useApp(({ documents, facts }) => {
    const graph = findDocument(documents, documents.active)?.graph;
    const node = graph?.nodes.find((each) => each.id === id);
    return node && (node.title ?? facts?.nodesById.get(node.type)?.title);
  });
  if (!view)
    return (
      <p className="hint">
        Select a node that shows curves, such as Optimize Schedule or Plot
        Schedules, and run the graph; its schedules are drawn here, and those of
        Edit Schedule edited.
      </p>
    );
  return (
    <div className="schedules">
      <PlotFrame view={view} fill />
      <div className="schedules-side">
        <strong>{title}</strong>
        {view.caption !== undefined && <p>{view.caption}</p>}
        <Values view={view} />
        <p className="dim">
          {view.x.label} across, {view.y.label} upward
          {view.y.scale === "log" && ", logarithmic"}.
        </p>
      </div>
    </div>
  );
}

/** More points than this are a curve, not a schedule to be read. */
const readable = 40;

/** The values of the curve that matters, or of the only one. */
function Values({ view }: { view: LinesView }) {
  const strong =
    view.series.find((series) => series.emphasis === true) ?? view.series[0];
  if (!strong || strong.y.length > readable) return null;
  return (
    <dl className="sigma-list" aria-label={strong.name}>
      {[...strong.y].map((value, index) => (
        <Fragment key={index}>
          <dt>{Number((strong.x[index] ?? index).toPrecision(4))}</dt>
          <dd>{Number(value.toPrecision(6))}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
