import type { Json } from "../../engine/json.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import { addNode } from "./document-actions.ts";
import { activeEditor } from "./editors.ts";
import { awaitsModel } from "./model-node.ts";

/** Gives a model to the selected node where that is of its kind and has none yet; otherwise adds a node with it. */
export function placeModel(
  description: NodeDescription,
  values: Readonly<Record<string, Json>>,
): void {
  const editor = activeEditor();
  const [selected, ...others] = editor?.selection ?? [];
  const awaiting = editor
    ?.read()
    .nodes.find(
      (node) =>
        node.id === selected &&
        others.length === 0 &&
        node.type === description.id &&
        awaitsModel(description, node),
    );
  const node = awaiting?.id ?? addNode(description.id);
  if (node !== undefined) editor?.setValues(node, values);
}
