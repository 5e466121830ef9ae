import type { CanvasPointerEvent } from "litegraph.js";
import type { Json } from "../../engine/json.ts";
import type { InputDescription } from "../../engine/node-definition.ts";
import { metrics } from "./metrics.ts";
import { stepNumber } from "./parse-value.ts";
import type { RowWidget } from "./row-widget.ts";
import { inputValue } from "./shown-inputs.ts";
import type { StepNode } from "./step-node.ts";

/** What a press on a value row leads to. */
export interface RowActions {
  readonly locked: boolean;
  open(node: StepNode, input: string): void;
  /** Sets the value; `settled` is false while it is still being scrubbed. */
  set(node: StepNode, input: string, value: Json, settled: boolean): void;
}

/** Pixels of the mouse to one step of a number. */
const scrubPixels = 6;

/** The row under a point of the graph. */
export function rowAt(
  node: StepNode,
  x: number,
  y: number,
): NodeRow | undefined {
  if (node.flags.collapsed === true) return undefined;
  const localX = x - (node.pos[0] ?? 0);
  const localY = y - (node.pos[1] ?? 0);
  return node.layout.rows.find(
    ({ rect: [left, top, width, height] }) =>
      localX >= left &&
      localX < left + width &&
      localY >= top &&
      localY < top + height,
  );
}

type NodeRow = StepNode["layout"]["rows"][number];

/** The row as something that litegraph lets take a press. */
export function rowWidget(
  node: StepNode,
  row: NodeRow,
  actions: RowActions,
): RowWidget | undefined {
  const declared = node.description?.inputs[row.input];
  if (declared === undefined) return undefined;
  return {
    name: row.input,
    type: "custom",
    y: row.rect[1],
    options: {},
    onPointerDown(pointer, _node, canvas) {
      pointer.onClick = (event) => {
        canvas.processSelect(node, event, true);
        if (actions.locked) return;
        const steps = stepsOf(node, row, declared, event);
        if (steps === 0 || declared.kind !== "number")
          return actions.open(node, row.input);
        const value = numberValue(node, row.input);
        actions.set(
          node,
          row.input,
          stepNumber(value, steps, declared.step, declared),
          true,
        );
      };
      if (declared.kind === "number" && !actions.locked)
        scrub(node, row.input, declared, pointer, actions);
      else {
        // nothing is dragged from here, and the canvas must not pan
        pointer.onDragStart = () => undefined;
      }
      return true;
    },
  };
}

function scrub(
  node: StepNode,
  input: string,
  declared: Extract<InputDescription, { kind: "number" }>,
  pointer: Parameters<RowWidget["onPointerDown"]>[0],
  actions: RowActions,
): void {
  const start = numberValue(node, input);
  const startX = pointer.eDown?.clientX ?? 0;
  let last = start;
  pointer.onDragStart = () => undefined;
  pointer.onDrag = (event) => {
    if (!pointer.dragStarted) return;
    const fine = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
    const steps = Math.round((event.clientX - startX) / scrubPixels) * fine;
    const next = stepNumber(start, steps, declared.step, declared);
    if (next === last) return;
    last = next;
    actions.set(node, input, next, false);
  };
  pointer.onDragEnd = () => {
    if (last !== start) actions.set(node, input, last, true);
  };
}

function numberValue(node: StepNode, input: string): number {
  const value =
    node.description && inputValue(node.description, node.record.values, input);
  return typeof value === "number" ? value : 0;
}

/** Steps that a press on a row's end asks for; Shift makes ten of one. */
function stepsOf(
  node: StepNode,
  row: NodeRow,
  declared: InputDescription,
  event: CanvasPointerEvent,
): number {
  if (declared.kind !== "number") return 0;
  const [left, , width] = row.rect;
  const x = event.canvasX - (node.pos[0] ?? 0) - left;
  const by = event.shiftKey ? 10 : 1;
  if (x < metrics.stepperWidth) return -by;
  return x >= width - metrics.stepperWidth ? by : 0;
}
