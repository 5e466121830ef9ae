import type { Problem } from "./check-graph.ts";
import type { GraphNode } from "./graph.ts";
import { nodeName } from "./node-name.ts";
import type { Json } from "./json.ts";
import type {
  InputDescription,
  NodeDescription,
  ShownFor,
} from "./node-definition.ts";
import { isNeeded, isShown, valueFault } from "./node-values.ts";
import { type Wiring, resolveInput } from "./resolve-input.ts";
import { portTypes } from "./port-types.ts";
import { portWords, socketWords } from "./socket-words.ts";

/** What is wrong with a node's kind and with the links that end at it. */
export function checkLinks(wiring: Wiring, node: GraphNode): Problem[] {
  const { linksInto, nodes, byId } = wiring;
  const description = nodes.get(node.type);
  const name = nodeName(node, nodes);
  if (description === undefined)
    return [
      {
        node: node.id,
        message:
          name === node.type
            ? `"${name}" is a kind of node that is not known here; delete or mute the node to run the rest.`
            : `${name} is of the kind "${node.type}", which is not known here; delete or mute it to run the rest.`,
      },
    ];
  return (linksInto.get(node.id) ?? []).flatMap(({ from, to }): Problem[] => {
    const source = byId.get(from.node);
    const sourceDescription = source && nodes.get(source.type);
    if (source === undefined || sourceDescription === undefined) return [];
    const problem = (message: string): Problem[] => [
      { node: node.id, input: to.input, message },
    ];
    const input = description.inputs[to.input];
    if (input?.kind !== "port")
      return problem(
        `A link ends at the input "${input?.label ?? to.input}" of ${name}, which ${input === undefined ? "does not exist" : "is a value and takes no link"}.`,
      );
    const output = sourceDescription.outputs[from.output];
    const sourceName = nodeName(source, nodes);
    if (output === undefined)
      return problem(
        `A link into ${name} comes from the output "${from.output}" of ${sourceName}, which does not exist.`,
      );
    return portTypes(input).includes(output.type)
      ? []
      : problem(
          `The input "${input.label ?? to.input}" of ${name} takes ${portWords(input)}, but the link brings ${socketWords[output.type]} from ${sourceName}.`,
        );
  });
}

/** What is missing at a node that is to run, or out of range. */
export function checkNode(wiring: Wiring, node: GraphNode): Problem[] {
  const description = wiring.nodes.get(node.type);
  if (description === undefined) return [];
  const name = nodeName(node, wiring.nodes);
  return Object.entries(description.inputs).flatMap(
    ([inputName, input]): Problem[] => {
      if (!isShown(input, node, description)) return [];
      const problem = (message: string): Problem[] => [
        { node: node.id, input: inputName, message },
      ];
      if (input.kind === "port") {
        const { neededFor } = input;
        const lacks =
          isNeeded(input, node, description) &&
          resolveInput(wiring, node.id, inputName).kind === "empty";
        return lacks
          ? problem(
              `${name} needs ${portWords(input)} linked into its input "${input.label ?? inputName}"${neededFor ? whileWords(neededFor, description) : ""}.`,
            )
          : [];
      }
      const value = node.values[inputName];
      if (input.kind === "file" && isMissing(input, value))
        return problem(
          `${name} needs a ${input.folder ? "folder" : "file"} chosen under "${input.label ?? inputName}".`,
        );
      const fault =
        (value === undefined ? undefined : valueFault(input, value)) ??
        orderFault(inputName, node, description);
      return fault === undefined
        ? []
        : problem(
            `"${input.label ?? inputName}"${input.also === undefined ? "" : ` (${input.also})`} of ${name} ${fault}.`,
          );
    },
  );
}

/** Whether a file must be chosen and is not. */
function isMissing(
  file: Extract<InputDescription, { kind: "file" }>,
  value: Json = file.default,
): boolean {
  return (
    file.whenEmpty === undefined &&
    typeof value === "string" &&
    value.trim() === ""
  );
}

/** ` while "method" is Exact` */
function whileWords({ input, values }: ShownFor, { inputs }: NodeDescription) {
  const other = inputs[input];
  const titles = values.map((value) =>
    other?.kind === "choice"
      ? other.choices.find((one) => one.value === value)?.title
      : JSON.stringify(value),
  );
  return ` while "${other?.label ?? input}" is ${titles.join(" or ")}`;
}

/** What is wrong with a number that is to be less than another of the same node. */
function orderFault(
  name: string,
  node: GraphNode,
  description: NodeDescription,
): string | undefined {
  const input = description.inputs[name];
  if (input?.kind !== "number" || input.below === undefined) return undefined;
  const other = description.inputs[input.below];
  if (other?.kind !== "number" || !isShown(other, node, description))
    return undefined;
  const value = Number(node.values[name] ?? input.default);
  const limit = Number(node.values[input.below] ?? other.default);
  return value < limit
    ? undefined
    : `must be below "${other.label ?? input.below}", got ${value} and ${limit}`;
}
