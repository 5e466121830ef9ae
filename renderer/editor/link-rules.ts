import { LiteGraph } from "litegraph.js";
import { closesCircle } from "./circle.ts";
import { inputLabel, spacedName } from "./input-label.ts";
import type { StepNode } from "./step-node.ts";

/** Why a link between two sockets is refused, in a sentence; `undefined` where it is not. */
export function refusal(
  from: StepNode,
  output: number,
  to: StepNode,
  input: number | undefined,
): string | undefined {
  const made = from.outputs[output];
  if (made === undefined) return undefined;
  const source = `${spacedName(made.name)} of ${from.shownTitle}`;
  const takes =
    input === undefined
      ? to.inputs.filter((slot) =>
          LiteGraph.isValidConnection(made.type, slot.type),
        )
      : to.inputs.slice(input, input + 1);
  const socket = takes[0];
  if (socket === undefined)
    return `${to.shownTitle} has no input for the ${typeName(made.type)} ${source}.`;
  if (!LiteGraph.isValidConnection(made.type, socket.type)) {
    const label = inputLabel(socket.name, to.description?.inputs[socket.name]);
    return `The input ${label} of ${to.shownTitle} takes ${withArticle(typeName(socket.type))}, and ${source} is ${withArticle(typeName(made.type))}.`;
  }
  return from !== to && closesCircle(from, to)
    ? `A link from ${from.shownTitle} to ${to.shownTitle} would close a circle.`
    : undefined;
}

/** `latent or image` */
export function typeName(type: string | number): string {
  return String(type).replaceAll(",", " or ").toLowerCase();
}

function withArticle(name: string): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}
