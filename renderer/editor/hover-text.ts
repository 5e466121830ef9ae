import type { Problem } from "../../engine/check-graph.ts";
import { inputLabel, spacedName } from "./input-label.ts";
import { metrics } from "./metrics.ts";
import { rowAt } from "./row-press.ts";
import type { StepNode } from "./step-node.ts";

/** What there is to say about the part of a node under a point of the graph. */
export function hoverText(
  node: StepNode,
  x: number,
  y: number,
  problems: readonly Problem[],
): string | undefined {
  const localX = x - (node.pos[0] ?? 0);
  const localY = y - (node.pos[1] ?? 0);
  const said = (input?: string) =>
    problems
      .filter((problem) => input === undefined || problem.input === input)
      .map(({ message }) => message);
  if (localY < 0) {
    if (localX > node.size[0] - 28 && problems.length > 0)
      return said().join("\n");
    const about = node.isPlaceholder
      ? `There is no node “${node.record.type}” in this version; it is kept as it is.`
      : (node.description?.description ?? "");
    return join(about, ...said());
  }
  const row = rowAt(node, x, y);
  const name =
    row?.input ?? near(node.layout.inputs, localX, localY, 0) ?? undefined;
  if (name !== undefined) {
    const input = node.description?.inputs[name];
    const label = inputLabel(name, input);
    const type =
      input?.kind === "port"
        ? `${label}: ${input.type.toLowerCase()}${input.optional ? ", may stay empty" : ""}`
        : label;
    const more = [input?.description ?? "", ...said(name)];
    // a value's label alone is there to read already
    return input?.kind !== "port" && more.join("") === ""
      ? undefined
      : join(type, ...more);
  }
  const made = near(node.layout.outputs, localX, localY, node.layout.width);
  if (made === undefined) return undefined;
  const output = node.description?.outputs[made];
  return join(
    `${spacedName(made)}: ${output?.type.toLowerCase() ?? "unknown"}`,
    output?.description ?? "",
  );
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

function near(
  heights: ReadonlyMap<string, number>,
  x: number,
  y: number,
  edge: number,
): string | undefined {
  const inwards = edge === 0 ? x : edge - x;
  if (inwards < -10 || inwards > 70) return undefined;
  for (const [name, height] of heights)
    if (Math.abs(y - height) <= metrics.slotHeight / 2) return name;
  return undefined;
}
