import { emptyGraph, type Graph } from "../../engine/graph.ts";
import type { Session } from "../../engine/messages.ts";

/** One graph that is open in a tab. */
export interface OpenDocument {
  readonly id: string;
  readonly title: string;
  readonly path?: string;
  /** Differs from its file. */
  readonly unsaved: boolean;
  /** Came from a file of a newer version: shown, never saved over. */
  readonly readOnly: boolean;
  /** As it was last read from the editor. */
  readonly graph: Graph;
}

export interface Documents {
  /** In the order of the tabs. */
  readonly open: readonly OpenDocument[];
  readonly active?: string;
  /** Ids of tabs that were closed in this window. */
  readonly closed: readonly string[];
}

export const noDocuments: Documents = { open: [], closed: [] };

export function findDocument(
  documents: Documents,
  id: string | undefined,
): OpenDocument | undefined {
  return documents.open.find((document) => document.id === id);
}

/** Adds a tab behind the others and shows it. A file that is open already is only shown. */
export function addDocument(
  documents: Documents,
  added: OpenDocument,
): Documents {
  const same = documents.open.find(
    (document) => added.path !== undefined && document.path === added.path,
  );
  return same
    ? { ...documents, active: same.id }
    : {
        ...documents,
        open: [...documents.open, added],
        active: added.id,
      };
}

export function activateDocument(documents: Documents, id: string): Documents {
  return findDocument(documents, id) ? { ...documents, active: id } : documents;
}

/** Takes a tab away; the one that takes its place is shown if it was the active one. */
export function removeDocument(documents: Documents, id: string): Documents {
  const index = documents.open.findIndex((document) => document.id === id);
  const open = documents.open.filter((document) => document.id !== id);
  const closed = [...documents.closed, id];
  if (documents.active !== id) return { ...documents, open, closed };
  const next = open[Math.min(index, open.length - 1)];
  return next ? { open, active: next.id, closed } : { open, closed };
}

export function changeDocument(
  documents: Documents,
  id: string,
  change: (document: OpenDocument) => OpenDocument,
): Documents {
  return {
    ...documents,
    open: documents.open.map((document) =>
      document.id === id ? change(document) : document,
    ),
  };
}

/** The user changed the graph. */
export function graphChanged(
  documents: Documents,
  id: string,
  graph: Graph,
): Documents {
  return changeDocument(documents, id, (document) => ({
    ...document,
    graph,
    unsaved: true,
  }));
}

/** `saved` is on the disk at `path`; what has changed since then stays unsaved. */
export function graphSaved(
  documents: Documents,
  id: string,
  path: string,
  saved: Graph,
): Documents {
  return changeDocument(documents, id, (document) => ({
    ...document,
    path,
    title: titleOfPath(path),
    readOnly: false,
    unsaved: document.graph !== saved,
  }));
}

/** `Untitled`, `Untitled 2`, …: the first that no open document has. */
export function untitled(documents: Documents, base = "Untitled"): string {
  const taken = new Set(documents.open.map((document) => document.title));
  for (let count = 1; ; count++) {
    const title = count === 1 ? base : `${base} ${count}`;
    if (!taken.has(title)) return title;
  }
}

export function newDocument(id: string, title: string): OpenDocument {
  return { id, title, unsaved: false, readOnly: false, graph: emptyGraph };
}

/** A file's name without its folder and its last ending, of either kind of slashes. */
export function titleOfPath(path: string): string {
  const name = path.split(/[/\\]/).pop() ?? path;
  return name.replace(/\.(stepwright\.json|json|png)$/i, "") || name;
}

/** A title as a file name that every system takes: `Ring of 8: tuned` becomes `Ring of 8 - tuned`. */
export function fileNameOf(title: string): string {
  const name = title
    .replaceAll(/\s*[/\\:*?"<>|]+\s*/g, " - ")
    // a name of dots alone is a folder, and Windows drops dots at the end
    .replaceAll(/^[\s.-]+|[\s.-]+$/g, "");
  return name === "" ? "graph" : name;
}

export function documentsOfSession(session: Session): Documents {
  const open = session.documents.map((document): OpenDocument => ({
    ...document,
    readOnly: document.readOnly ?? false,
  }));
  const active = open.some((document) => document.id === session.active)
    ? session.active
    : open[0]?.id;
  const documents = { open, closed: [] };
  return active === undefined ? documents : { ...documents, active };
}

export function sessionOfDocuments(documents: Documents): Session {
  const { open, active, closed } = documents;
  const session = { documents: open, closed };
  return active === undefined ? session : { ...session, active };
}
