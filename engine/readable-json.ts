/**
 * JSON that a person can read and a version control can compare: two spaces, one field a line, but arrays of plain
 * numbers, strings and switches in one line while they fit.
 */
export function readableJson(value: unknown): string {
  return write(JSON.parse(JSON.stringify(value) ?? "null"), "");
}

const lineLength = 80;

function write(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null)) {
      const line = `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
      if (line.length <= lineLength) return line;
    }
    return `[\n${value.map((item) => inner + write(item, inner)).join(",\n")}\n${indent}]`;
  }
  const fields = Object.entries(value);
  if (fields.length === 0) return "{}";
  return `{\n${fields
    .map(
      ([name, field]) =>
        `${inner}${JSON.stringify(name)}: ${write(field, inner)}`,
    )
    .join(",\n")}\n${indent}}`;
}
