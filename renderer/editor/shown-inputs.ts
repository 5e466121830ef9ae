import type { Json } from "../../engine/json.ts";
import type {
  InputDescription,
  NodeDescription,
} from "../../engine/node-definition.ts";
import { sameJson } from "../../engine/same-json.ts";

/** The value of an input that is no port, or its default. */
export function inputValue(
  description: NodeDescription,
  values: Readonly<Record<string, Json>>,
  name: string,
): Json | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  const input = description.inputs[name];
  return input === undefined || input.kind === "port"
    ? undefined
    : input.default;
}

/** Names of the inputs that are shown for these values, in the order of their declaration. */
export function shownInputs(
  description: NodeDescription,
  values: Readonly<Record<string, Json>>,
): string[] {
  const known = new Map<string, boolean>();
  const isShown = (name: string, input: InputDescription): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // also ends a declaration that refers to itself in a circle
    known.set(name, true);
    const when = input.shownFor;
    let shown = true;
    if (when !== undefined) {
      const other = description.inputs[when.input];
      const value = inputValue(description, values, when.input);
      shown =
        other !== undefined &&
        isShown(when.input, other) &&
        value !== undefined &&
        when.values.some((wanted) => sameJson(wanted, value));
    }
    known.set(name, shown);
    return shown;
  };
  return Object.entries(description.inputs)
    .filter(([name, input]) => isShown(name, input))
    .map(([name]) => name);
}

/**
 * Which of the shown inputs have a row on the node: values, the seldom ones only where they are set.
 * @param shown - From `shownInputs`.
 */
export function rowInputs(
  description: NodeDescription,
  values: Readonly<Record<string, Json>>,
  shown: readonly string[],
): string[] {
  return shown.filter((name) => {
    const input = description.inputs[name];
    if (input === undefined || input.kind === "port") return false;
    if (input.seldom !== true) return true;
    const value = inputValue(description, values, name);
    return value !== undefined && !sameJson(value, input.default);
  });
}
