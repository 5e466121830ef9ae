import type { GraphNode } from "./graph.ts";
import type { Json } from "./json.ts";
import type {
  InputDescription,
  NodeDescription,
  ShownFor,
} from "./node-definition.ts";

type ValueInput = Exclude<InputDescription, { kind: "port" }>;

/** Whether an input is shown: it may depend on the value of another one of the same node. */
export function isShown(
  input: InputDescription,
  node: GraphNode,
  description: NodeDescription,
): boolean {
  const { shownFor } = input;
  return shownFor === undefined || holds(shownFor, node, description);
}

/** Whether a port must be linked for the node to run. */
export function isNeeded(
  port: Extract<InputDescription, { kind: "port" }>,
  node: GraphNode,
  description: NodeDescription,
): boolean {
  const { optional, neededFor } = port;
  return (
    !optional ||
    (neededFor !== undefined && holds(neededFor, node, description))
  );
}

/** Whether another input is shown and has one of the values that are waited for. */
function holds(
  { input, values }: ShownFor,
  node: GraphNode,
  description: NodeDescription,
): boolean {
  const other = description.inputs[input];
  if (other === undefined || other.kind === "port") return true;
  const value = node.values[input] ?? other.default;
  return (
    isShown(other, node, description) &&
    values.some((wanted) => wanted === value)
  );
}

/** Every value of a node as it runs: what was not set has its default, and so has what is not shown or serves editing only. */
export function effectiveValues(
  node: GraphNode,
  description: NodeDescription,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(description.inputs).flatMap(([name, input]) =>
      input.kind === "port"
        ? []
        : [
            [
              name,
              runValue(
                input,
                input.editing !== true && isShown(input, node, description)
                  ? node.values[name]
                  : undefined,
              ),
            ],
          ],
    ),
  );
}

/** A number alone stands for a list of it, so that an input can become one of several numbers. */
function runValue(input: ValueInput, value: Json | undefined): Json {
  if (value === undefined) return input.default;
  return input.kind === "numbers" && typeof value === "number"
    ? [value]
    : value;
}

/** What is wrong with a value, as the end of a sentence: `must be a whole number from 1 to 1000, got 0`. */
export function valueFault(input: ValueInput, value: Json): string | undefined {
  const wanted = wantedValue(input);
  return fits(input, value)
    ? undefined
    : `must be ${wanted}, got ${shown(value)}`;
}

function fits(input: ValueInput, value: Json): boolean {
  switch (input.kind) {
    case "number":
      return numberFits(value, input);
    case "seed":
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case "choice":
      return input.choices.some((choice) => choice.value === value);
    case "switch":
      return typeof value === "boolean";
    case "numbers":
      if (typeof value === "number") return numberFits(value, input);
      return (
        Array.isArray(value) &&
        (value.length > 0 || input.whenEmpty !== undefined) &&
        value.every((item: Json) => numberFits(item, input))
      );
    case "text":
    case "file":
      return typeof value === "string";
  }
}

/** What an input takes, in words. */
export function wantedValue(input: ValueInput): string {
  switch (input.kind) {
    case "number":
      return `a ${input.whole ? "whole " : ""}number from ${input.min} to ${input.max}`;
    case "seed":
      return `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`;
    case "choice":
      return `one of ${input.choices.map(({ value }) => value).join(", ")}`;
    case "switch":
      return "true or false";
    case "numbers":
      return `${input.whenEmpty === undefined ? "one or more" : "any number of"} ${input.whole ? "whole " : ""}numbers from ${input.min} to ${input.max}`;
    case "text":
      return "a text";
    case "file":
      return `the path of a ${input.folder ? "folder" : "file"}`;
  }
}

function numberFits(
  value: Json,
  { min, max, whole }: { min: number; max: number; whole: boolean },
): boolean {
  return (
    typeof value === "number" &&
    (whole ? Number.isSafeInteger(value) : Number.isFinite(value)) &&
    value >= min &&
    value <= max
  );
}

function shown(value: Json): string {
  const text =
    typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
