import type { Editor } from "../editor/editor.ts";
import { appStore } from "./app-store.ts";

const editors = new Map<string, Editor>();

/** The canvas of each open document that was shown at least once, so that undo and view survive a change of tabs. */
export function registerEditor(document: string, editor: Editor): () => void {
  editors.set(document, editor);
  return () => {
    if (editors.get(document) === editor) editors.delete(document);
  };
}

export function editorOf(document: string): Editor | undefined {
  return editors.get(document);
}

/** The canvas in front. */
export function activeEditor(): Editor | undefined {
  const { active } = appStore.getState().documents;
  return active === undefined ? undefined : editors.get(active);
}

export function allEditors(): ReadonlyMap<string, Editor> {
  return editors;
}
