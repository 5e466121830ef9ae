import type { Problem } from "../../engine/check-graph.ts";
import { portTypes } from "../../engine/port-types.ts";
import type { SocketType } from "../../engine/values.ts";
import type { NodeStatus } from "./editor.ts";
import { inputTitle, spacedName } from "./input-label.ts";
import { metrics } from "./metrics.ts";
import { rowAt } from "./row-press.ts";
import type { StepNode } from "./step-node.ts";

/** What there is to say about the part of a node under a point of the graph. */
export function hoverText(
  node: StepNode,
  x: number,
  y: number,
  problems: readonly Problem[],
  status: NodeStatus | undefined,
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
    const label = inputTitle(name, input);
    const optional = input?.kind === "port" && input.optional;
    return beyondLabel(
      label,
      input?.kind === "port" ? typeWords(portTypes(input)) : label,
      optional ? "May stay empty." : "",
      input?.description ?? "",
      ...said(name),
    );
  }
  const made = near(node.layout.outputs, localX, localY, node.layout.width);
  if (made === undefined) return aboutViews(node, localX, localY, status);
  const output = node.description?.outputs[made];
  return beyondLabel(
    spacedName(made),
    output?.type.toLowerCase() ?? "unknown",
    output?.description ?? "",
  );
}

/** Why what is shown is faint. Nodes with a progress row have it there to read already. */
function aboutViews(
  node: StepNode,
  x: number,
  y: number,
  status: NodeStatus | undefined,
): string | undefined {
  const { view, progress } = node.layout;
  if (view === undefined || progress !== undefined) return undefined;
  if (status?.state !== "waiting" || status.views.length === 0)
    return undefined;
  const [left, top, width, height] = view;
  const inside = x >= left && x < left + width && y >= top && y < top + height;
  return inside && status.caption !== undefined
    ? status.caption.charAt(0).toUpperCase() + status.caption.slice(1)
    : undefined;
}

/** What there is to say of a part beside its label, which is there to read already. */
function beyondLabel(
  label: string,
  type: string,
  ...more: readonly string[]
): string | undefined {
  const told = join(...more);
  if (type !== label) return join(`${label}: ${type}`, told);
  return told === "" ? undefined : join(label, told);
}

/** `latent or image` */
function typeWords(types: readonly SocketType[]): string {
  return types.join(" or ").toLowerCase();
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
