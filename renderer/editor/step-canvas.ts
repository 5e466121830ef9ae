import {
  LGraphCanvas,
  type CanvasPointerEvent,
  type LGraphNode,
  type LLink,
  type LinkSegment,
  type Point,
} from "litegraph.js";
import { acceptsLink } from "./accepts-link.ts";
import type { CanvasHooks } from "./canvas-hooks.ts";
import { metrics } from "./metrics.ts";
import { paintBackground } from "./paint-background.ts";
import { paintGroup } from "./paint-group.ts";
import { paintLink } from "./paint-link.ts";
import { paintLinks } from "./paint-links.ts";
import { paintSelectionFrame } from "./paint-selection-frame.ts";
import { paintNode } from "./paint-node.ts";
import { StepGraph } from "./step-graph.ts";
import { StepGroup } from "./step-group.ts";
import { StepNode } from "./step-node.ts";
import { typeColor } from "./theme.ts";

/** litegraph's canvas with our drawing, menus and boxes in place of its own. */
export class StepCanvas extends LGraphCanvas {
  readonly hooks: CanvasHooks;
  /** While Space is held, moving the mouse pans. */
  spaceHeld = false;
  locked = false;

  constructor(canvas: HTMLCanvasElement, graph: StepGraph, hooks: CanvasHooks) {
    super(canvas, graph, { skip_render: true });
    this.hooks = hooks;
    this.show_info = false;
    this.render_canvas_border = false;
    this.render_link_tooltip = false;
    this.allow_searchbox = false;
    this.ds.min_scale = 0.1;
    this.ds.max_scale = 4;
    this.connections_width = 2;
    this.onRenderBackground = (surface, context) => {
      paintBackground(
        context,
        surface,
        this.ds,
        this.pixelRatio,
        hooks.theme(),
      );
      return true;
    };
  }

  get pixelRatio(): number {
    return window.devicePixelRatio || 1;
  }

  get stepGraph(): StepGraph {
    if (!(this.graph instanceof StepGraph))
      throw new Error("the canvas has no graph");
    return this.graph;
  }

  /** As litegraph's, but a gesture that is under way goes on. */
  override clear(): void {
    this.dragging_rectangle = null;
    this.selected_nodes = {};
    this.selectedItems.clear();
    this.visible_nodes = [];
    delete this.node_over;
    this.node_capturing_input = null;
    this.node_widget = null;
    this.highlighted_links = {};
    delete this.over_link_center;
    this.renderedPaths.clear();
    this.setDirty(true, true);
  }

  override drawFrontCanvas(): void {
    // litegraph's selection frame is white; ours has the accent colour
    const frame = this.dragging_rectangle;
    this.dragging_rectangle = null;
    super.drawFrontCanvas();
    this.dragging_rectangle = frame;
    if (frame)
      paintSelectionFrame(this.ctx, frame, this.ds, this.hooks.theme().accent);
    this.hooks.painted();
  }

  override drawNode(node: LGraphNode, context: CanvasRenderingContext2D): void {
    if (!(node instanceof StepNode)) return;
    const { hooks } = this;
    const dragged = this.linkConnector.isConnecting
      ? this.linkConnector
      : undefined;
    const over = node.mouseOver?.overWidget;
    paintNode(context, node, {
      theme: hooks.theme(),
      pictures: hooks.pictures,
      status: hooks.status(node.graphId),
      aged: hooks.isAged(node.graphId),
      problems: hooks.problems(node.graphId),
      selected: node.selected === true,
      lowDetail: this.ds.scale < metrics.lowDetailScale,
      shadow: this.visible_nodes.length <= 60 && this.ds.scale >= 0.3,
      hoveredRow:
        dragged === undefined && !this.isDragging ? over?.name : undefined,
      pixels: this.ds.scale * this.pixelRatio,
      accepts:
        dragged && ((kind, slot) => acceptsLink(dragged, node, kind, slot)),
    });
  }

  override drawConnections(context: CanvasRenderingContext2D): void {
    paintLinks(context, {
      graph: this.stepGraph,
      theme: this.hooks.theme(),
      seen: this.visible_area,
      strong: (link) => this.highlighted_links[link] === true,
      painted: this.renderedPaths,
      hovered: this.over_link_center?._pos,
    });
  }

  /** Only called for the link that is being dragged. */
  override renderLink(
    context: CanvasRenderingContext2D,
    start: ArrayLike<number>,
    end: ArrayLike<number>,
  ): void {
    const first = this.linkConnector.renderLinks[0];
    const color = typeColor(this.hooks.theme(), first?.fromSlot.type);
    const backward = this.linkConnector.state.connectingTo === "output";
    paintLink(context, backward ? end : start, backward ? start : end, {
      color,
      width: 2,
      faint: false,
      wrong: false,
    });
    context.fillStyle = color;
    context.strokeStyle = color;
  }

  override drawGroups(
    _canvas: HTMLCanvasElement,
    context: CanvasRenderingContext2D,
  ): void {
    const theme = this.hooks.theme();
    for (const group of this.stepGraph._groups)
      if (group instanceof StepGroup)
        paintGroup(context, group, theme, this.ds.scale);
  }

  override processMouseDown(event: PointerEvent): void {
    // with Alt, litegraph would put a point into a link, which our graphs have not
    const paths = new Set(this.renderedPaths);
    if (event.altKey) this.renderedPaths.clear();
    super.processMouseDown(event);
    for (const path of paths) this.renderedPaths.add(path);
    const { pointer } = this;
    const down = pointer.eDown;
    if (event.button !== 0 || down === undefined) return;
    const node = this.stepGraph.getNodeOnPos(
      down.canvasX,
      down.canvasY,
      this.visible_nodes,
    );
    if (this.locked && !this.spaceHeld)
      pointer.onClick = (up) => this.processSelect(node, up);
    else if (
      event.altKey &&
      !event.ctrlKey &&
      !event.metaKey &&
      node instanceof StepNode &&
      pointer.onDragStart !== undefined
    )
      this.#cloneOnDrag(node);
  }

  #cloneOnDrag(node: StepNode): void {
    const { pointer } = this;
    pointer.onDragStart = () => {
      if (node.selected !== true) this.selectItems([node]);
      this.hooks.cloneSelection();
      this.isDragging = true;
      pointer.finally = () => {
        this.isDragging = false;
      };
    };
    delete pointer.onDrag;
    pointer.onDragEnd = () => this.setDirty(true, true);
  }

  override processContextMenu(
    node: LGraphNode | undefined,
    event: CanvasPointerEvent,
  ): void {
    if (node instanceof StepNode)
      return this.hooks.contextMenu({ kind: "node", node }, event);
    const link = this.linkAt(event);
    if (link !== undefined)
      return this.hooks.contextMenu({ kind: "link", link }, event);
    const group = this.stepGraph.getGroupOnPos(event.canvasX, event.canvasY);
    if (group instanceof StepGroup)
      return this.hooks.contextMenu({ kind: "group", group }, event);
    this.hooks.contextMenu({ kind: "canvas" }, event);
  }

  override showLinkMenu(
    segment: LinkSegment,
    event: CanvasPointerEvent,
  ): boolean {
    const link = this.stepGraph._links.get(segment.id);
    if (link !== undefined)
      this.hooks.contextMenu({ kind: "link", link }, event);
    return false;
  }

  linkAt(event: CanvasPointerEvent): LLink | undefined {
    const { ctx, pixelRatio } = this;
    const width = ctx.lineWidth;
    ctx.lineWidth = 12 / this.ds.scale;
    try {
      for (const segment of this.renderedPaths)
        if (
          segment.path &&
          // the context is scaled to device pixels, which this test does not undo
          ctx.isPointInStroke(
            segment.path,
            event.canvasX * pixelRatio,
            event.canvasY * pixelRatio,
          )
        )
          return this.stepGraph._links.get(segment.id);
      return undefined;
    } finally {
      ctx.lineWidth = width;
    }
  }

  /** Editing keys are the window's; here only Space pans and Escape lets go of a link. */
  override processKey(event: KeyboardEvent): void {
    if (event.key === " " && event.target === this.canvas) {
      const held = event.type === "keydown";
      if (held !== this.spaceHeld) {
        this.spaceHeld = held;
        this.read_only = held || this.locked;
        this.dragging_canvas = held;
      }
      event.preventDefault();
    } else if (event.key === " " && event.type === "keyup" && this.spaceHeld) {
      this.spaceHeld = false;
      this.read_only = this.locked;
      this.dragging_canvas = false;
    } else if (event.key === "Escape" && event.type === "keydown") {
      if (this.linkConnector.isConnecting) {
        this.linkConnector.reset();
        this.setDirty(true, true);
      }
    }
  }

  /** Lets go of the page. */
  release(): void {
    // litegraph forgets that it listens in the capture phase
    const listener: unknown = Reflect.get(this, "_key_callback");
    if (typeof listener === "function")
      document.removeEventListener("keyup", listener as EventListener, true);
    this.unbindEvents();
  }

  override processMouseWheel(event: WheelEvent): void {
    this.hooks.wheel(event);
  }

  /** The middle of what is seen, in graph units. */
  get centre(): Point {
    const { clientWidth, clientHeight } = this.canvas;
    return this.ds.convertCanvasToOffset([clientWidth / 2, clientHeight / 2]);
  }
}
