import { LGraphGroup } from "litegraph.js";
import type { GraphGroup } from "../../engine/graph.ts";
import { metrics } from "./metrics.ts";

/** A group in litegraph's graph. */
export class StepGroup extends LGraphGroup {
  record: GraphGroup;
  /** Its place in the list; litegraph sorts groups while they are moved. */
  readonly order: number;

  constructor(record: GraphGroup, order: number) {
    super(record.title);
    this.record = record;
    this.order = order;
    this.font_size = metrics.groupTitleSize;
    this._bounding.set([...record.position, ...record.size]);
  }

  /** The group as it is saved. Numbers that did not change keep the digits that litegraph's float32 drops. */
  toRecord(): GraphGroup {
    const now = [...this._bounding];
    const before = [...this.record.position, ...this.record.size];
    if (now.every((value, index) => value === Math.fround(before[index] ?? 0)))
      return this.record;
    const [x = 0, y = 0, width = 0, height = 0] = now;
    return { ...this.record, position: [x, y], size: [width, height] };
  }
}
