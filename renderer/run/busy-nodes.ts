import type { NodeStatus } from "../editor/editor.ts";
import type { ShownNodes } from "./run-state.ts";

/** Whether the node is at work, or rests from it. */
export function isBusy({ state }: NodeStatus): boolean {
  return state === "running" || state === "paused";
}

/** Without the time that is left. */
export function timeless<T extends { readonly remaining?: string }>(
  of: T,
): Omit<T, "remaining"> {
  const { remaining: _, ...rest } = of;
  return rest;
}

/**
 * Nodes of a document, those that are busy as their job is now.
 * @param as - They wait where it is absent.
 */
export function setBusy(
  nodes: ShownNodes,
  as: "running" | "paused" | undefined,
): ShownNodes {
  const changed = (status: NodeStatus): NodeStatus =>
    as === undefined
      ? { state: "waiting", views: status.views }
      : { ...timeless(status), state: as };
  return Object.fromEntries(
    Object.entries(nodes).map(([node, status]) => [
      node,
      isBusy(status) && status.state !== as ? changed(status) : status,
    ]),
  );
}
