import { useEffect, useRef } from "react";
import { createEditor } from "../editor/create-editor.ts";
import { appStore, useApp } from "../run/app-store.ts";
import { choosePath } from "../run/choose-path.ts";
import { editorChanged } from "../run/document-actions.ts";
import { editorOf, registerEditor } from "../run/editors.ts";
import { deviceValue } from "../run/model-node.ts";
import { offeredChoices } from "../run/offered-choices.ts";
import { locateModel, missingModel } from "../run/locate-model.ts";
import { notify } from "../run/notify.ts";
import { runGraph } from "../run/run-actions.ts";

/** The canvases of all open documents; only the active one is seen. Each is made when it is first shown. */
export function Canvases() {
  const documents = useApp((state) => state.documents);
  const ready = useApp((state) => state.facts !== undefined);
  if (!ready) return null;
  return documents.open.map((document) => (
    <Canvas
      key={document.id}
      id={document.id}
      active={document.id === documents.active}
    />
  ));
}

function Canvas({ id, active }: { id: string; active: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const unmount = useRef<() => void>(undefined);
  useEffect(() => {
    if (!active || !host.current) return;
    unmount.current ??= mountEditor(host.current, id);
    appStore.setState({ zoom: editorOf(id)?.scale ?? 1 });
  }, [active, id]);
  useEffect(() => () => unmount.current?.(), []);
  return (
    <div
      ref={host}
      className="canvas-host"
      data-active={active}
      aria-hidden={!active}
    />
  );
}

function mountEditor(host: HTMLElement, id: string): () => void {
  const { facts, documents, problems, looks } = appStore.getState();
  const document = documents.open.find((each) => each.id === id);
  if (!facts || !document) return () => undefined;
  const editor = createEditor(host, facts.nodes, {
    changed: () => editorChanged(id),
    selected: (nodes) =>
      appStore.setState({
        selection: { ...appStore.getState().selection, [id]: nodes },
      }),
    runNode: (node) => void runGraph({ targets: [node] }),
    choosePath: (request) =>
      choosePath({
        mode: request.mode,
        title: `Choose a ${request.mode === "folder" ? "folder" : "file"}`,
        extensions: request.extensions,
        ...(request.start === "" ? {} : { start: request.start }),
      }),
    firstValues: (node) =>
      deviceValue(appStore.getState().settings.device, node),
    moreChoices: (description, node, input) => {
      const { models, findings } = appStore.getState();
      const known = { folders: models, findings: findings[id] };
      return offeredChoices(known, description, node, input);
    },
    nodeActions: (node) =>
      missingModel(id, node) === undefined
        ? []
        : [{ title: "Locate…", run: () => void locateModel(id, node) }],
    notice: (message) => notify(message),
    zoomed: (zoom) => appStore.setState({ zoom }),
  });
  editor.load(document.graph);
  editor.setReadOnly(document.readOnly);
  editor.setProblems(problems[id] ?? []);
  Object.entries(looks[id] ?? {}).forEach(([node, status]) =>
    editor.setStatus(node, status),
  );
  const forget = registerEditor(id, editor);
  return () => {
    forget();
    editor.destroy();
  };
}
