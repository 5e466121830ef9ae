import { BadInput } from "../core/bad-input.ts";
import { decimalNumber } from "../core/decimal-number.ts";
import { switchOf } from "../core/options.ts";
import type { Graph, GraphNode } from "../engine/graph.ts";
import type { Json } from "../engine/json.ts";
import type {
  InputDescription,
  NodeDescription,
} from "../engine/node-definition.ts";
import { nodeName } from "../engine/node-name.ts";
import { valueFault } from "../engine/node-values.ts";

/**
 * A graph with one value set, as `node.input=value` says; the value is read as the input's kind wants it.
 * @throws BadInput that lists what there is where the node or the input is not, and says what the value must be.
 */
export function setValue(
  graph: Graph,
  nodes: ReadonlyMap<string, NodeDescription>,
  assignment: string,
): Graph {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(assignment);
  const [, nodeId = "", inputName = "", text = ""] = match ?? [];
  if (match === null)
    throw new BadInput(`--set must be node.input=value, got "${assignment}".`);
  const node = findNode(graph, nodes, nodeId);
  const name = nodeName(node, nodes);
  const description = nodes.get(node.type);
  if (description === undefined)
    throw new BadInput(
      `--set ${nodeId}: the node is of the kind "${node.type}", which is not known here.`,
    );
  const input = Object.hasOwn(description.inputs, inputName)
    ? description.inputs[inputName]
    : undefined;
  if (input === undefined || input.kind === "port")
    throw new BadInput(
      `--set ${nodeId}.${inputName}: ${input === undefined ? `${name} has no such input` : "this input takes a link, not a value"}; its values are ${
        Object.entries(description.inputs)
          .filter(([, other]) => other.kind !== "port")
          .map(([other]) => other)
          .join(", ") || "none"
      }.`,
    );
  const value = readValue(input, text);
  const fault = valueFault(input, value);
  if (fault !== undefined)
    throw new BadInput(`--set ${nodeId}.${inputName} ${fault}.`);
  return {
    ...graph,
    nodes: graph.nodes.map((other) =>
      other === node
        ? { ...node, values: { ...node.values, [inputName]: value } }
        : other,
    ),
  };
}

/** By its id, or by its title where only one has it. */
function findNode(
  graph: Graph,
  nodes: ReadonlyMap<string, NodeDescription>,
  wanted: string,
): GraphNode {
  const byId = graph.nodes.find(({ id }) => id === wanted);
  if (byId !== undefined) return byId;
  const byTitle = graph.nodes.filter(
    (node) => nodeName(node, nodes) === wanted,
  );
  const [only] = byTitle;
  if (only !== undefined && byTitle.length === 1) return only;
  throw new BadInput(
    `--set ${wanted}: the graph has no ${only === undefined ? "" : "single "}node of that name; its nodes are ${graph.nodes.map((node) => `${node.id} (${nodeName(node, nodes)})`).join(", ") || "none"}.`,
  );
}

function readValue(
  input: Exclude<InputDescription, { kind: "port" }>,
  text: string,
): Json {
  switch (input.kind) {
    case "number":
    case "seed":
      return numberOr(text);
    case "switch":
      return switchOf(text) ?? text;
    case "numbers":
      return text.trim() === ""
        ? []
        : text.split(",").map((part) => numberOr(part));
    case "choice":
    case "text":
    case "file":
      return text;
  }
}

/** The text itself where it is no number, so that the message shows it. */
function numberOr(text: string): Json {
  const value = decimalNumber(text);
  return value !== undefined && Number.isFinite(value) ? value : text;
}
