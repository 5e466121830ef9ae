import type { Json } from "../../engine/json.ts";
import { addNode } from "./document-actions.ts";
import { activeEditor } from "./editors.ts";
import { modelNodeType } from "./model-node.ts";

/** Adds a Model node with these values. */
export function addModelNode(values: Readonly<Record<string, Json>>): void {
  const node = addNode(modelNodeType);
  if (node === undefined) return;
  activeEditor()?.setValues(node, values);
}
