import type { LinkConnector } from "litegraph.js";
import type { StepNode } from "./step-node.ts";

/** Whether a socket could take the link that is being dragged, or is where it started. */
export function acceptsLink(
  connector: LinkConnector,
  node: StepNode,
  kind: "input" | "output",
  slot: number,
): boolean {
  const own = connector.renderLinks.some(
    (link) =>
      link.node === node &&
      link.fromSlotIndex === slot &&
      (connector.state.connectingTo === "input") === (kind === "output"),
  );
  if (own) return true;
  if (connector.state.connectingTo !== kind) return false;
  if (kind === "input") {
    const input = node.inputs[slot];
    return input !== undefined && connector.isInputValidDrop(node, input);
  }
  const output = node.outputs[slot];
  return (
    output !== undefined &&
    connector.renderLinks.some((link) => link.canConnectToOutput(node, output))
  );
}
