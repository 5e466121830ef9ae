import type { Json } from "../../engine/json.ts";
import { addNode } from "./document-actions.ts";
import { activeEditor } from "./editors.ts";

/** Adds a node with these values. */
export function addNodeWith(
  type: string,
  values: Readonly<Record<string, Json>>,
): void {
  const node = addNode(type);
  if (node === undefined) return;
  activeEditor()?.setValues(node, values);
}
