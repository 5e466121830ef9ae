import type { InputDescription } from "../../engine/node-definition.ts";
import { inputLabel } from "./input-label.ts";

/** What stands in place of a value that does not count, since a link decides: `as start has`. */
export function decidedWords(port: {
  readonly name: string;
  readonly input: InputDescription;
}): string {
  return `as ${inputLabel(port.name, port.input)} has`;
}
