import type { Json } from "../../engine/json.ts";
import type { InputDescription } from "../../engine/node-definition.ts";

/** A number as short as six significant digits allow: `0.002`, `1e-7`, `80`. */
export function formatNumber(value: number): string {
  return Number.isInteger(value)
    ? String(value)
    : String(Number(value.toPrecision(6)));
}

/** The value of an input as its row shows it. */
export function formatValue(
  input: InputDescription,
  value: Json | undefined,
): string {
  if (value === undefined || value === null) return "";
  switch (input.kind) {
    case "port":
      return "";
    case "number":
    case "seed":
      return typeof value === "number" ? formatNumber(value) : show(value);
    case "choice":
      return (
        input.choices.find((choice) => choice.value === value)?.title ??
        show(value)
      );
    case "switch":
      return value === true ? "on" : value === false ? "off" : show(value);
    case "text":
      return value === "" && input.whenEmpty !== undefined
        ? input.whenEmpty
        : show(value).replaceAll(/\s+/g, " ");
    case "numbers":
      if (Array.isArray(value) && value.length === 0)
        return input.whenEmpty ?? "";
      return Array.isArray(value)
        ? value
            .map((item) =>
              typeof item === "number" ? formatNumber(item) : show(item),
            )
            .join(", ")
        : show(value);
    case "file":
      return show(value).split(/[/\\]/).at(-1) ?? "";
  }
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
