import { LiteGraph, type CanvasPointerEvent } from "litegraph.js";
import type { SocketType } from "../../engine/values.ts";
import { refusal, typeName } from "./link-rules.ts";
import type { LooseEnd } from "./rank-nodes.ts";
import type { StepCanvas } from "./step-canvas.ts";
import { StepNode } from "./step-node.ts";

/** A link let go over empty canvas. */
export interface DroppedLink {
  readonly end: LooseEnd;
  readonly node: string;
  readonly socket: string;
  readonly at: CanvasPointerEvent;
}

/** Tells of links that are dropped on nothing, or where they do not fit. */
export function watchLinks(
  canvas: StepCanvas,
  told: {
    refused(message: string): void;
    dropped(link: DroppedLink): void;
  },
): void {
  const { linkConnector } = canvas;
  const { events } = linkConnector;

  events.addEventListener("dropped-on-canvas", ({ detail }) => {
    // a link that was plugged in before is just unplugged
    if (linkConnector.state.draggingExistingLinks) return;
    const dragged = linkConnector.renderLinks[0];
    if (!(dragged?.node instanceof StepNode)) return;
    const { type, name } = dragged.fromSlot;
    const types = socketTypesOf(type);
    if (types.length === 0) return;
    told.dropped({
      end: {
        into:
          linkConnector.state.connectingTo === "output" ? "output" : "input",
        types,
      },
      node: dragged.node.graphId,
      socket: name,
      at: detail,
    });
  });

  events.addEventListener("after-drop-links", ({ detail }) => {
    const { event, renderLinks } = detail;
    const over = canvas.stepGraph.getNodeOnPos(event.canvasX, event.canvasY);
    const dragged = renderLinks[0];
    if (!(over instanceof StepNode) || dragged === undefined) return;
    if (!(dragged.node instanceof StepNode) || dragged.node === over) return;
    const point: [number, number] = [event.canvasX, event.canvasY];
    const reason =
      linkConnector.state.connectingTo === "input"
        ? refusal(
            dragged.node,
            dragged.fromSlotIndex,
            over,
            indexOf(over.inputs, over.getInputOnPos(point)),
          )
        : backwardRefusal(over, point, dragged.node, dragged.fromSlotIndex);
    if (reason !== undefined) told.refused(reason);
  });
}

/** A link that was dragged from an input to a node that should feed it. */
function backwardRefusal(
  over: StepNode,
  point: [number, number],
  to: StepNode,
  input: number,
): string | undefined {
  const slot = indexOf(over.outputs, over.getOutputOnPos(point));
  if (slot !== undefined) return refusal(over, slot, to, input);
  const wanted = to.inputs[input]?.type ?? 0;
  const fitting = over.outputs.findIndex(({ type }) =>
    LiteGraph.isValidConnection(type, wanted),
  );
  if (fitting >= 0) return refusal(over, fitting, to, input);
  return `${over.shownTitle} has no ${typeName(wanted)} to give.`;
}

function indexOf<T>(
  list: readonly T[],
  item: T | undefined,
): number | undefined {
  const index = item === undefined ? -1 : list.indexOf(item);
  return index < 0 ? undefined : index;
}

const socketTypes: readonly SocketType[] = [
  "MODEL",
  "SOLVER",
  "SCHEDULE",
  "SCHEDULES",
  "STATISTICS",
  "REPORT",
  "LATENT",
  "IMAGE",
  "CLIP",
  "CONDITIONING",
  "VAE",
  "NUMBER",
];

function socketTypesOf(type: string | number): readonly SocketType[] {
  const named = String(type).split(",");
  return socketTypes.filter((each) => named.includes(each));
}
