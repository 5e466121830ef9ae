import type { Json } from "../../../engine/json.ts";
import type { InputDescription } from "../../../engine/node-definition.ts";
import { formatValue } from "../../editor/format-value.ts";

/** Letters of a label and a choice that have room beside each other. */
const besideEachOther = 30;

/** Whether the value has a line of its own below its label. */
export function isTall(
  input: InputDescription,
  label: string,
  value: Json | undefined,
): boolean {
  if (input.kind === "text") return input.lines > 1;
  return (
    input.kind === "choice" &&
    label.length + formatValue(input, value).length > besideEachOther
  );
}
