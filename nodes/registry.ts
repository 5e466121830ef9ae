import type {
  AnyNode,
  InputDescription,
  NodeDescription,
} from "../engine/node-definition.ts";

const files = import.meta.glob<Readonly<Record<string, unknown>>>(
  ["./*/*.ts", "!./tasks/*.ts", "!./formats/*.ts", "!./parts/*.ts"],
  { eager: true },
);

/** Every node by its id, `folder/file`. Adding a file to a folder adds a node. */
export const nodes: ReadonlyMap<string, AnyNode> = new Map(
  Object.entries(files).map(([path, exported]) => {
    const id = path.slice("./".length, -".ts".length);
    return [id, checkNode(id, exported)] as const;
  }),
);

/** What the window is told of the nodes. */
export const descriptions: readonly NodeDescription[] = [...nodes].map(
  ([id, node]) => ({
    id,
    version: node.version,
    title: node.title,
    ...(node.also ? { also: node.also } : {}),
    category: id.split("/")[0] ?? "",
    description: node.description,
    inputs: node.inputs,
    outputs: node.outputs,
    terminal: node.terminal,
    ...(node.alone ? { alone: node.alone } : {}),
    ...(node.shows ? { shows: node.shows } : {}),
    ...(node.quick ? { quick: node.quick } : {}),
  }),
);

/**
 * The node of a file that must export it and nothing else.
 * @throws Error that names the file, where its declaration could not work; a mistake of ours, not of a user.
 */
export function checkNode(
  id: string,
  exported: Readonly<Record<string, unknown>>,
): AnyNode {
  const [node, ...more] = Object.values(exported);
  if (!isNode(node) || more.length > 0)
    throw new Error(
      `nodes/${id}.ts must export one const made by defineNode, got ${Object.keys(exported).join(", ") || "nothing"}`,
    );
  for (const [name, input] of Object.entries(node.inputs)) {
    const problem = inputProblem(input, node.inputs);
    if (problem !== undefined)
      throw new Error(`input ${name} of nodes/${id}.ts ${problem}`);
  }
  return node;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === "object" &&
    value !== null &&
    "run" in value &&
    "inputs" in value &&
    "outputs" in value
  );
}

function inputProblem(
  input: InputDescription,
  inputs: Readonly<Record<string, InputDescription>>,
): string | undefined {
  const { shownFor } = input;
  if (shownFor && !(shownFor.input in inputs))
    return `is shown for ${shownFor.input}, which is no input`;
  switch (input.kind) {
    case "number":
      if (!(input.min <= input.default && input.default <= input.max))
        return `has the default ${input.default} outside ${input.min} to ${input.max}`;
      if (input.whole && !Number.isSafeInteger(input.default))
        return `is a whole number with the default ${input.default}`;
      return undefined;
    case "choice": {
      const values = input.choices.map(({ value }) => value);
      if (!values.includes(input.default))
        return `has the default ${input.default}, which is none of ${values.join(", ")}`;
      if (new Set(values).size < values.length) return "has a choice twice";
      return undefined;
    }
    case "numbers":
      return input.default.every(
        (value) => input.min <= value && value <= input.max,
      )
        ? undefined
        : `has the default ${input.default.join(", ")} outside ${input.min} to ${input.max}`;
    case "port":
    case "seed":
    case "switch":
    case "text":
    case "file":
      return undefined;
  }
}
