import type { NodeStatus } from "../editor/editor.ts";
import type { ShownNodes } from "./run-state.ts";

/** Whether the node is at work, or rests from it. */
export function isBusy({ state }: NodeStatus): boolean {
  return state === "running" || state === "paused";
}

/** What a node that was busy says while the engine is away. */
const unknownCaption = "not known while the engine is away";

/** Nodes of a document while the engine is away: of those that were busy nobody knows how far they are. */
export function withoutEngine(nodes: ShownNodes): ShownNodes {
  return Object.fromEntries(
    Object.entries(nodes).map(([node, status]) => [
      node,
      isBusy(status)
        ? { state: "waiting", caption: unknownCaption, views: status.views }
        : status,
    ]),
  );
}

/** Without the time that is left. */
export function timeless<T extends { readonly remaining?: string }>(
  of: T,
): Omit<T, "remaining"> {
  const { remaining: _, ...rest } = of;
  return rest;
}

/**
 * Nodes of a document, each that is busy in the state that its job is in now.
 * @param stateOf - Where it tells none, the node waits.
 */
export function setBusy(
  nodes: ShownNodes,
  stateOf: (
    node: string,
    status: NodeStatus,
  ) => NodeStatus["state"] | undefined,
): ShownNodes {
  const changed = (node: string, status: NodeStatus): NodeStatus => {
    const state = stateOf(node, status);
    if (state === status.state) return status;
    return state === undefined
      ? { state: "waiting", views: status.views }
      : { ...timeless(status), state };
  };
  return Object.fromEntries(
    Object.entries(nodes).map(([node, status]) => [
      node,
      isBusy(status) ? changed(node, status) : status,
    ]),
  );
}
