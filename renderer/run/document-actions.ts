import type { Graph } from "../../engine/graph.ts";
import type { ReadGraph } from "../../engine/messages.ts";
import { appStore } from "./app-store.ts";
import { choosePath } from "./choose-path.ts";
import {
  activateDocument,
  addDocument,
  changeDocument,
  fileNameOf,
  findDocument,
  graphChanged,
  graphSaved,
  newDocument,
  removeDocument,
  titleOfPath,
  untitled,
  type Documents,
  type OpenDocument,
} from "./documents.ts";
import { activeEditor, editorOf } from "./editors.ts";
import { engine } from "./engine.ts";
import { notify, notifyFailure, notifyOf } from "./notify.ts";
import { rememberFile } from "./settings-actions.ts";

function setDocuments(documents: Documents): void {
  appStore.setState({ documents });
}

function documents(): Documents {
  return appStore.getState().documents;
}

export function activeDocument(): OpenDocument | undefined {
  return findDocument(documents(), documents().active);
}

export function newGraph(): void {
  setDocuments(
    addDocument(
      documents(),
      newDocument(crypto.randomUUID(), untitled(documents())),
    ),
  );
}

/**
 * Opens a graph that has no file: a template, a dropped file, the graph of a run.
 * @returns The new document's id.
 */
export function openUnsaved(
  read: ReadGraph,
  title: string,
  unsaved: boolean,
): string {
  const id = crypto.randomUUID();
  setDocuments(
    addDocument(documents(), {
      id,
      title: untitled(documents(), title),
      unsaved,
      readOnly: read.readOnly,
      graph: read.graph,
    }),
  );
  notifyOf(read.notices);
  return id;
}

export async function openTemplate(id: string): Promise<void> {
  try {
    const title = appStore
      .getState()
      .facts?.templates.find((template) => template.id === id)?.title;
    openUnsaved(await engine().readTemplate(id), title ?? id, false);
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** Opens a file of the engine's machine; asks which where no path is given. */
export async function openFile(path?: string): Promise<void> {
  const chosen =
    path ??
    (await choosePath({
      mode: "open",
      title: "Open a graph",
      extensions: ["json", "png"],
    }));
  if (chosen === undefined) return;
  try {
    const read = await engine().readGraph(chosen);
    if (read.path === undefined) {
      openUnsaved(read, titleOfPath(chosen), true);
    } else {
      setDocuments(
        addDocument(documents(), {
          id: crypto.randomUUID(),
          title: titleOfPath(read.path),
          path: read.path,
          unsaved: false,
          readOnly: read.readOnly,
          graph: read.graph,
        }),
      );
      notifyOf(read.notices);
    }
    await rememberFile(chosen);
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** Opens what was dropped, by its content, as a new unsaved document. */
export async function openDropped(
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  try {
    const read = await engine().parseGraph(name, bytes);
    openUnsaved(read, titleOfPath(name), true);
  } catch (failure) {
    notifyFailure(failure);
  }
}

export function showDocument(id: string): void {
  setDocuments(activateDocument(documents(), id));
}

/** Shows the tab that many places to the right, around the end. */
export function showNextDocument(by: 1 | -1): void {
  const { open, active } = documents();
  const index = open.findIndex((document) => document.id === active);
  const next = open[(index + by + open.length) % open.length];
  if (next) showDocument(next.id);
}

/** Takes over what the editor holds; the view too, which raises no change. */
export function readEditor(id: string): Graph | undefined {
  return editorOf(id)?.read() ?? findDocument(documents(), id)?.graph;
}

/** The editor told that the graph differs. */
export function editorChanged(id: string): void {
  const editor = editorOf(id);
  if (editor) setDocuments(graphChanged(documents(), id, editor.read()));
}

/** @returns Whether the document is on the disk now. */
export async function saveDocument(
  id: string | undefined = documents().active,
): Promise<boolean> {
  const document = findDocument(documents(), id);
  if (!document) return false;
  return document.path === undefined || document.readOnly
    ? await saveDocumentAs(document.id)
    : await write(document.id, document.path);
}

/** @returns Whether the document is on the disk now; false where the user dismissed the question. */
export async function saveDocumentAs(
  id: string | undefined = documents().active,
): Promise<boolean> {
  const document = findDocument(documents(), id);
  if (!document) return false;
  const path = await choosePath(
    {
      mode: "save",
      title: "Save the graph as",
      extensions: ["json"],
      ...(document.path === undefined || document.readOnly
        ? {}
        : { start: document.path }),
    },
    `${fileNameOf(document.title)}.json`,
  );
  if (path === undefined) return false;
  if (document.readOnly && path === document.path) {
    notify(
      `${path} is of a newer version of Stepwright and is not saved over; choose another name.`,
      "bad",
    );
    return false;
  }
  return await write(document.id, path);
}

async function write(id: string, path: string): Promise<boolean> {
  const graph = readEditor(id);
  if (!graph) return false;
  setDocuments(
    changeDocument(documents(), id, (document) => ({ ...document, graph })),
  );
  try {
    const written = await engine().writeGraph(path, {
      ...graph,
      title: titleOfPath(path),
    });
    setDocuments(graphSaved(documents(), id, written.path, graph));
    editorOf(id)?.setReadOnly(false);
    await rememberFile(written.path);
    return true;
  } catch (failure) {
    notifyFailure(failure);
    return false;
  }
}

/** Closes a tab; asks first where something would be lost. */
export async function closeDocument(
  id: string | undefined = documents().active,
): Promise<void> {
  const document = findDocument(documents(), id);
  if (!document) return;
  if (document.unsaved) {
    const choice = await confirmClose(document.title);
    if (choice === "cancel") return;
    if (choice === "save" && !(await saveDocument(document.id))) return;
  }
  setDocuments(removeDocument(documents(), document.id));
  forgetDocument(document.id);
  if (documents().open.length === 0) newGraph();
}

/** Lets go of what was kept for a document beside its graph. */
function forgetDocument(id: string): void {
  const { problems, selection, looks, findings, run } = appStore.getState();
  appStore.setState({
    findings: without(findings, id),
    problems: without(problems, id),
    selection: without(selection, id),
    looks: without(looks, id),
    run: {
      ...run,
      shown: without(run.shown, id),
      ranIn: without(run.ranIn, id),
    },
  });
}

function without<T>(
  record: Readonly<Record<string, T>>,
  key: string,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => name !== key),
  );
}

function confirmClose(title: string): Promise<"save" | "discard" | "cancel"> {
  return new Promise((resolve) => {
    appStore.setState({
      dialog: {
        kind: "confirm-close",
        title,
        answer: (choice) => {
          appStore.setState({ dialog: undefined });
          resolve(choice);
        },
      },
    });
  });
}

/** Adds a node in the middle of the canvas, or where it was dropped. */
export function addNode(
  type: string,
  at?: { clientX: number; clientY: number },
): string | undefined {
  return activeEditor()?.addNode(type, at);
}
