import type { FoundModel } from "../../engine/messages.ts";
import type { GraphNode } from "../../engine/graph.ts";
import type { Json } from "../../engine/json.ts";
import type { Choice, NodeDescription } from "../../engine/node-definition.ts";
import { isShown } from "../../engine/node-values.ts";

/** The node that stands for a model; its id is permanent. */
export const modelNodeType = "sampling/model";

/** The node that opens a model of a kind: one whose file or folder is a model. */
export function nodeOf(
  nodes: readonly NodeDescription[],
  kind: FoundModel["kind"],
): NodeDescription | undefined {
  return nodes.find(
    (node) => modelInput(node)?.[1].folder === (kind === "pipeline"),
  );
}

/** The values that make a node load a model: its path, and whatever shows the path's input. */
export function modelFileValues(
  description: NodeDescription,
  path: string,
): Readonly<Record<string, Json>> {
  const found = modelInput(description);
  if (!found) return {};
  const [name, { shownFor }] = found;
  const [shows] = shownFor?.values ?? [];
  return {
    ...(shownFor && shows !== undefined ? { [shownFor.input]: shows } : {}),
    [name]: path,
  };
}

/** Whether a node asks for the path of a model and has none yet. */
export function awaitsModel(
  description: NodeDescription,
  node: GraphNode,
): boolean {
  const found = modelInput(description);
  if (!found) return false;
  const [name, input] = found;
  const path = node.values[name] ?? input.default;
  return (
    isShown(input, node, description) &&
    (typeof path !== "string" || path.trim() === "")
  );
}

function modelInput({ inputs }: NodeDescription) {
  for (const [name, input] of Object.entries(inputs))
    if (input.kind === "file" && input.model === true)
      return [name, input] as const;
  return undefined;
}

/** The devices that a node lets choose from; none where it has no device. */
export function deviceChoices(
  description: NodeDescription | undefined,
): readonly Choice[] {
  const device = description?.inputs["device"];
  return device?.kind === "choice" ? device.choices : [];
}

/** The value by which a new node computes on a device, where that is another than its default. */
export function deviceValue(
  device: string,
  description: NodeDescription,
): Readonly<Record<string, Json>> {
  const input = description.inputs["device"];
  const isChoice = deviceChoices(description).some(
    ({ value }) => value === device,
  );
  return isChoice && input?.kind === "choice" && input.default !== device
    ? { device }
    : {};
}

/** The models in the box: what the node's list of models offers, except the choice that asks for a file. */
export function builtInModels(
  description: NodeDescription,
): readonly { title: string; values: Readonly<Record<string, Json>> }[] {
  const list = description.inputs["model"];
  if (list?.kind !== "choice") return [];
  const fileChoice = modelFileValues(description, "")["model"];
  return list.choices
    .filter((choice) => choice.value !== fileChoice)
    .map(({ title, value }) => ({ title, values: { model: value } }));
}
