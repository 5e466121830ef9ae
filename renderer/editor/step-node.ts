import {
  LGraphNode,
  LiteGraph,
  Rectangle,
  type INodeInputSlot,
  type INodeOutputSlot,
} from "litegraph.js";
import { portTypes } from "../../engine/port-types.ts";
import type { GraphNode } from "../../engine/graph.ts";
import type { Json } from "../../engine/json.ts";
import type {
  InputDescription,
  NodeDescription,
} from "../../engine/node-definition.ts";
import { closesCircle } from "./circle.ts";
import { layoutNode, showsOf, type NodeLayout } from "./layout.ts";
import { metrics } from "./metrics.ts";
import type { RowWidget } from "./row-widget.ts";
import { StepGraph } from "./step-graph.ts";

/** Sockets that links ask for by names which the node's description does not have. */
export interface GhostSockets {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Far from everything: where the sockets of hidden inputs lie. */
const nowhere = -1e7;

let measureText = (text: string) => text.length * 6.6;

/** Gives nodes the canvas's way to measure a text; without one, widths are estimated. */
export function setTextMeasure(measure: (text: string) => number): void {
  measureText = measure;
}

/** One of our nodes in litegraph's graph. What it is lies in `record`; litegraph moves, links and hits it. */
export class StepNode extends LGraphNode {
  record: GraphNode;
  readonly description: NodeDescription | undefined;
  readonly ghosts: GhostSockets;
  layout: NodeLayout;
  /** Set while the user is resizing. */
  #resized: readonly [number, number] | undefined;

  constructor(
    record: GraphNode,
    description: NodeDescription | undefined,
    ghosts: GhostSockets,
  ) {
    super(record.title ?? description?.title ?? record.type, record.type);
    // litegraph's own arrays are float32 and would round positions
    this._pos = new Float64Array(2);
    this._size = new Float64Array(2);
    this.id = litegraphId(record.id);
    this.record = record;
    this.description = description;
    this.ghosts = ghosts;
    this.pos = [record.position[0], record.position[1]];
    if (record.collapsed === true) this.flags.collapsed = true;
    if (record.pinned === true) this.flags.pinned = true;
    this.inputs = this.#portNames().map((name) =>
      inputSlot(name, this.#inputType(name)),
    );
    this.outputs = [
      ...Object.entries(description?.outputs ?? {}).map(([name, { type }]) =>
        outputSlot(name, type),
      ),
      ...ghosts.outputs.map((name) => outputSlot(name, 0)),
    ];
    this.layout = this.relayout();
    this.resizable = record.pinned !== true;
  }

  get graphId(): string {
    return this.record.id;
  }

  get shownTitle(): string {
    return this.record.title ?? this.description?.title ?? this.record.type;
  }

  /** Whether its type is unknown, so that it only keeps its place. */
  get isPlaceholder(): boolean {
    return this.description === undefined;
  }

  /** The port that decides in place of a value, while something is linked into it. */
  decides(
    input: string,
  ): { readonly name: string; readonly input: InputDescription } | undefined {
    const name = this.description?.inputs[input]?.decidedBy ?? "";
    const port = this.description?.inputs[name];
    const slot = this.inputs.find((each) => each.name === name);
    return port === undefined || slot === undefined || slot.link === null
      ? undefined
      : { name, input: port };
  }

  setValues(values: Readonly<Record<string, Json>>): void {
    this.record = {
      ...this.record,
      values: { ...this.record.values, ...values },
    };
    this.relayout();
  }

  /** Works out sizes and places anew, after anything that they depend on. */
  relayout(): NodeLayout {
    this.layout = layoutNode({
      description: this.description,
      values: this.record.values,
      title: this.shownTitle,
      ghostInputs: this.ghosts.inputs,
      ghostOutputs: this.ghosts.outputs,
      size: this.#resized ?? this.record.size,
      shows: showsOf(this.description),
      measure: measureText,
    });
    this._size[0] = this.layout.width;
    this._size[1] = this.layout.height;
    for (const slot of this.inputs) {
      const y = this.layout.inputs.get(slot.name);
      slot.pos = y === undefined ? [nowhere, nowhere] : [0, y];
    }
    for (const slot of this.outputs) {
      const y = this.layout.outputs.get(slot.name);
      slot.pos = y === undefined ? [nowhere, nowhere] : [this.layout.width, y];
    }
    return this.layout;
  }

  isHiddenInput(slot: number): boolean {
    const name = this.inputs[slot]?.name;
    return name === undefined || !this.layout.inputs.has(name);
  }

  /** The node as it is saved, its place and size as they are now. */
  toRecord(): GraphNode {
    const { record } = this;
    const [x, y] = record.position;
    let result = record;
    if (this._pos[0] !== x || this._pos[1] !== y)
      result = { ...result, position: [this._pos[0] ?? 0, this._pos[1] ?? 0] };
    if (this.#resized !== undefined)
      result = { ...result, size: this.#resized };
    const collapsed = this.flags.collapsed === true;
    if (collapsed !== (record.collapsed === true)) {
      const { collapsed: _, ...rest } = result;
      result = collapsed ? { ...rest, collapsed } : rest;
    }
    return result;
  }

  override computeSize(): [number, number] {
    return [this.layout.minimum[0], this.layout.minimum[1]];
  }

  override setSize(size: ArrayLike<number>): void {
    this.#resized = [Math.round(size[0] ?? 0), Math.round(size[1] ?? 0)];
    this.relayout();
  }

  override measure(out: { [index: number]: number }): void {
    const { titleHeight } = metrics;
    out[0] = this._pos[0] ?? 0;
    out[1] = (this._pos[1] ?? 0) - titleHeight;
    if (this.flags.collapsed === true) {
      this._collapsed_width = Math.min(
        this.layout.width,
        Math.ceil(measureText(this.shownTitle) * 1.1 + 52),
      );
      out[2] = this._collapsed_width;
      out[3] = titleHeight;
    } else {
      out[2] = this.layout.width;
      out[3] = this.layout.height + titleHeight;
    }
  }

  /** Sockets stand out at the sides; there the node can be hit a little outside. */
  override isPointInside(x: number, y: number): boolean {
    // litegraph's own rectangle is that of the last frame, and a value may have made the node longer since
    const area = [0, 0, 0, 0];
    this.measure(area);
    const [left = 0, top = 0, width = 0, height = 0] = area;
    if (y < top || y >= top + height) return false;
    if (x >= left && x < left + width) return true;
    const reach = 9;
    if (this.flags.collapsed === true) return false;
    if (x < left - reach || x >= left + width + reach) return false;
    const heights = x < left ? this.layout.inputs : this.layout.outputs;
    const local = y - (this._pos[1] ?? 0);
    return [...heights.values()].some((at) => Math.abs(at - local) <= reach);
  }

  /** The dot in the header folds the node. */
  override isPointInCollapse(x: number, y: number): boolean {
    const dx = x - ((this._pos[0] ?? 0) + 16);
    const dy = y - ((this._pos[1] ?? 0) - metrics.titleHeight / 2);
    return Math.hypot(dx, dy) <= 9;
  }

  override findResizeDirection(
    x: number,
    y: number,
  ): ReturnType<LGraphNode["findResizeDirection"]> {
    const direction = super.findResizeDirection(x, y);
    return direction === "SE" || direction === "SW" ? direction : undefined;
  }

  override canConnectTo(
    ...[node, toSlot, fromSlot]: Parameters<LGraphNode["canConnectTo"]>
  ): boolean {
    return (
      super.canConnectTo(node, toSlot, fromSlot) &&
      !(node instanceof StepNode && closesCircle(this, node))
    );
  }

  override getWidgetOnPos(x: number, y: number): RowWidget | undefined {
    return this.graph instanceof StepGraph
      ? this.graph.rowWidgetAt?.(this, x, y)
      : undefined;
  }

  /** Only shown inputs take a link that is dropped on the node's body. */
  override findInputByType(
    type: string | number,
  ): { index: number; slot: INodeInputSlot } | undefined {
    const fitting = this.inputs
      .map((slot, index) => ({ slot, index }))
      .filter(
        ({ slot, index }) =>
          !this.isHiddenInput(index) &&
          LiteGraph.isValidConnection(type, slot.type),
      );
    return fitting.find(({ slot }) => slot.link === null) ?? fitting[0];
  }

  #portNames(): string[] {
    const declared = Object.entries(this.description?.inputs ?? {})
      .filter(([, input]) => input.kind === "port")
      .map(([name]) => name);
    return [...declared, ...this.ghosts.inputs];
  }

  #inputType(name: string): string | number {
    const input = this.description?.inputs[name];
    // several types with commas between, as litegraph reads them
    return input?.kind === "port" ? portTypes(input).join(",") : 0;
  }
}

/** litegraph takes -1 for no id and counts numbers up; ours are never mistaken for those. */
export function litegraphId(id: string): string {
  return `#${id}`;
}

function inputSlot(name: string, type: string | number): INodeInputSlot {
  return { name, type, link: null, boundingRect: new Rectangle() };
}

function outputSlot(name: string, type: string | number): INodeOutputSlot {
  return { name, type, links: null, boundingRect: new Rectangle() };
}
