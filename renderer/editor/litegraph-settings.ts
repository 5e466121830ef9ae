import { LGraphCanvas, LiteGraph, CanvasPointer } from "litegraph.js";
import { metrics } from "./metrics.ts";

/** litegraph keeps these for the whole page; they are the same for every canvas. */
export function configureLitegraph(): void {
  LGraphCanvas.DEFAULT_BACKGROUND_IMAGE = "";
  LiteGraph.NODE_TITLE_HEIGHT = metrics.titleHeight;
  LiteGraph.NODE_SLOT_HEIGHT = metrics.slotHeight;
  LiteGraph.ROUND_RADIUS = metrics.radius;
  LiteGraph.CANVAS_GRID_SIZE = metrics.gridStep / 2;
  LiteGraph.snap_highlights_node = false;
  LiteGraph.ctrl_alt_click_do_break_link = true;
  // cloning, default nodes and menus are ours
  LiteGraph.alt_drag_do_clone_nodes = false;
  LiteGraph.middle_click_slot_add_default_node = false;
  LiteGraph.release_link_on_empty_shows_menu = false;
  LiteGraph.do_add_triggers_slots = false;
  // double-clicks are the system's, with the pace that its user chose (double-clicks.ts)
  CanvasPointer.doubleClickTime = 0;
  // a long press is still a click: only moving makes it a drag
  CanvasPointer.bufferTime = Infinity;
  CanvasPointer.maxClickDrift = 4;
}
