import type { Json } from "../../../engine/json.ts";
import type { InputDescription } from "../../../engine/node-definition.ts";
import { formatValue } from "../../editor/format-value.ts";
import {
  parseNumber,
  parseNumbers,
  stepNumber,
  type NumberRange,
  type Parsed,
} from "../../editor/parse-value.ts";

const seedRange: NumberRange = {
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  whole: true,
};

/** A value as its field shows it, in full where the canvas would shorten it. */
export function typedText(
  input: InputDescription,
  value: Json | undefined,
): string {
  if (input.kind === "file" || input.kind === "text")
    return typeof value === "string" ? value : "";
  // all digits, so that leaving a field without typing never rounds
  if (typeof value === "number") return String(value);
  if (input.kind === "numbers" && Array.isArray(value)) return value.join(", ");
  return formatValue(input, value);
}

/** A path with its end, which tells more than its beginning, where there is no room for all of it. */
export function shortPath(path: string): string {
  const most = 22;
  return path.length <= most ? path : `…${path.slice(1 - most)}`;
}

/** Understands what was typed into the field of an input. */
export function readTyped(
  label: string,
  input: InputDescription,
  text: string,
): Parsed<Json> {
  switch (input.kind) {
    case "number":
      return parseNumber(label, text, input);
    case "seed":
      return parseNumber(label, text, seedRange);
    case "numbers":
      return parseNumbers(label, text, input);
    case "file":
      return { kind: "value", value: text.trim() };
    case "text":
    case "choice":
    case "switch":
    case "port":
      return { kind: "value", value: text };
  }
}

/** The value one or more steps on, for the arrow keys; undefined where there are no steps. */
export function stepTyped(
  input: InputDescription,
  value: Json | undefined,
  steps: number,
): number | undefined {
  if (typeof value !== "number") return undefined;
  if (input.kind === "seed") return stepNumber(value, steps, 1, seedRange);
  if (input.kind === "number")
    return stepNumber(value, steps, input.step, input);
  return undefined;
}
