import type { NodeDescription } from "../../../engine/node-definition.ts";
import type { SocketType } from "../../../engine/values.ts";

/** The colour of a socket type, as a CSS value of theme/tokens.css. */
export function socketColor(type: SocketType): string {
  return `var(--type-${type.toLowerCase()})`;
}

/** The colour of a node in lists: that of what it gives, or of what it takes where it gives nothing. */
export function typeColor(node: NodeDescription): string {
  const [output] = Object.values(node.outputs);
  if (output) return socketColor(output.type);
  if (/image|picture|plot/i.test(node.title)) return "var(--type-image)";
  const port = Object.values(node.inputs).find(
    (input) => input.kind === "port",
  );
  return port?.kind === "port" ? socketColor(port.type) : "var(--type-number)";
}
