import type { Json } from "../../engine/json.ts";
import { editorChanged } from "./document-actions.ts";
import { editorOf } from "./editors.ts";

/** Sets values of a node: one step of its graph's undo, and known to the window at once, not only with the next frame. */
export function setNodeValues(
  document: string,
  node: string,
  values: Readonly<Record<string, Json>>,
): void {
  const editor = editorOf(document);
  const before = editor?.revision;
  editor?.setValues(node, values);
  if (editor?.revision !== before) editorChanged(document);
}
