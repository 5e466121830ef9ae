import type { GraphNode } from "../../engine/graph.ts";
import type { ModelFolder } from "../../engine/messages.ts";
import type { ModelFinding } from "../../engine/model-places.ts";
import type { Choice, NodeDescription } from "../../engine/node-definition.ts";
import { inputValue } from "../editor/shown-inputs.ts";
import { foundChoices } from "./found-choices.ts";

/** What is known of the machine's models. */
export interface KnownModels {
  readonly folders: readonly ModelFolder[] | undefined;
  /** The model files of the node's graph. */
  readonly findings: readonly ModelFinding[] | undefined;
}

/** What an input offers beside the choices that it is declared with: models for the one that chooses a model, the model's classes for the one that names a class. */
export function offeredChoices(
  { folders, findings }: KnownModels,
  description: NodeDescription,
  node: GraphNode,
  input: string,
): readonly Choice[] {
  const declared = description.inputs[input];
  if (declared?.kind === "choice")
    return foundChoices(folders, description, input);
  if (declared?.kind !== "text" || declared.classesOf === undefined) return [];
  const { classesOf, whenEmpty = "" } = declared;
  const chosen = inputValue(description, node.values, classesOf.input);
  const labels =
    (typeof chosen === "string" ? classesOf.labels[chosen] : undefined) ??
    findings?.find((finding) => finding.node === node.id)?.labels ??
    [];
  if (labels.length === 0) return [];
  return [
    { value: "", title: whenEmpty },
    ...labels.map((label, index) => ({
      value: label,
      title: label,
      also: [String(index)],
    })),
  ];
}
