import type { FoundModel, ModelFolder } from "../../engine/messages.ts";
import type { Choice, NodeDescription } from "../../engine/node-definition.ts";
import { modelFileValues } from "./model-node.ts";

/** The one-file models of the folders as choices of the input that a node chooses its model with; none for any other input. */
export function foundChoices(
  folders: readonly ModelFolder[] | undefined,
  description: NodeDescription,
  input: string,
): readonly Choice[] {
  if (description.inputs[input]?.kind !== "choice") return [];
  const { [input]: value, ...further } = modelFileValues(description, "");
  const [pathInput] = Object.keys(further);
  if (typeof value !== "string" || pathInput === undefined) return [];
  return (folders ?? []).flatMap(({ models }) =>
    models
      .filter(({ kind }) => kind === "onnx")
      .map((model) => ({
        value,
        title: titleOf(model),
        also: [folderOf(model)],
        further: { [pathInput]: model.path },
      })),
  );
}

/** The last part of its name. */
function titleOf({ name }: FoundModel): string {
  return name.split("/").at(-1) ?? name;
}

/** The folder that it lies in, as it is read: its last two parts. */
function folderOf({ path }: FoundModel): string {
  const parts = path.split(/[/\\]/).slice(0, -1);
  const separator = path.includes("\\") ? "\\" : "/";
  return parts.length <= 3
    ? parts.join(separator)
    : `…${separator}${parts.slice(-2).join(separator)}`;
}
