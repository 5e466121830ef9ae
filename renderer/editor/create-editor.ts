import "./editor.css";
import { cloneInPlace, runCommand, type CommandView } from "./commands.ts";
import type { MenuTarget } from "./canvas-hooks.ts";
import { menuFor, type MenuActions } from "./context-menus.ts";
import { createDocument } from "./document.ts";
import { element } from "./dom.ts";
import { setTitle } from "./edit-graph.ts";
import type { CreateEditor, EditorCommand } from "./editor.ts";
import { watchDoubleClicks } from "./double-clicks.ts";
import { watchPointer } from "./hover.ts";
import { insertNode } from "./insert-node.ts";
import { watchLinks, type DroppedLink } from "./links-by-mouse.ts";
import { configureLitegraph } from "./litegraph-settings.ts";
import { locatePart } from "./locate-part.ts";
import { openMenu } from "./menu.ts";
import { createMinimap } from "./minimap.ts";
import { watchArrowKeys } from "./move-by-keys.ts";
import { createOverlay } from "./overlay.ts";
import { renameGroup, renameNode } from "./renaming.ts";
import { openSearchBox } from "./search-box.ts";
import { createStatusBoard } from "./status-board.ts";
import { StepCanvas } from "./step-canvas.ts";
import { StepGraph } from "./step-graph.ts";
import { setTextMeasure } from "./step-node.ts";
import { fitSurface } from "./surface.ts";
import { createSystemClipboard } from "./system-clipboard.ts";
import { readTheme } from "./theme.ts";
import { createTooltip } from "./tooltip.ts";
import { connectRows } from "./value-rows.ts";
import { createViewPictures } from "./view-pictures.ts";
import {
  clientPoint,
  fitView,
  middlePoint,
  moveView,
  openView,
  revealNode,
  wheelFactor,
  zoomBy,
} from "./viewport.ts";

interface WindowPoint {
  readonly clientX: number;
  readonly clientY: number;
}

/** Makes the canvas, and all that pops up over it, inside `host`. */
export const createEditor: CreateEditor = (host, nodes, events) => {
  configureLitegraph();
  const descriptions = new Map(nodes.map((node) => [node.id, node]));
  const surface = element("canvas", {
    class: "sw-canvas",
    tabindex: "0",
    role: "application",
    "aria-label": "Graph",
  });
  const frame = element("div", { class: "sw-editor" }, surface);
  host.append(frame);

  let theme = readTheme(frame);
  let fitWanted = true;
  const overlay = createOverlay(frame, () =>
    surface.focus({ preventScroll: true }),
  );
  const tooltip = createTooltip(frame);
  const clipboard = createSystemClipboard();
  const pictures = createViewPictures(() => canvas.setDirty(true));
  const board = createStatusBoard();

  const canvas = new StepCanvas(surface, new StepGraph(), {
    theme: () => theme,
    pictures,
    status: (node) => board.status(node),
    isAged: (node) => board.isAged(node),
    problems: (node) => board.problems(node),
    contextMenu,
    cloneSelection: () => cloneInPlace(graph),
    wheel: (event) => {
      event.preventDefault();
      zoomBy(canvas, wheelFactor(event), event);
    },
    painted: () => minimap.draw(theme),
  });
  measureWithCanvas();
  const minimap = createMinimap(frame, canvas);

  let changeTold = false;
  const graph = createDocument(
    canvas.stepGraph,
    canvas,
    descriptions,
    () => {
      if (changeTold) return;
      changeTold = true;
      requestAnimationFrame(() => {
        changeTold = false;
        events.changed();
      });
    },
    mayChange,
  );
  connectRows(canvas, graph, overlay, events);
  const pointer = watchPointer(canvas, overlay, tooltip, board);
  watchLinks(canvas, {
    refused: (message) => events.notice(message),
    dropped: (link) => search(link.at, link),
  });
  watchArrowKeys(canvas, graph);
  watchDoubleClicks(canvas, {
    title: (node) => renameNode(node, graph, canvas, overlay),
    groupTitle: (group) => renameGroup(group, graph, canvas, overlay),
    emptyCanvas: (at) => search(at),
  });
  // litegraph has ended its gesture by the time these come
  surface.addEventListener("pointerup", () => graph.settle());
  surface.addEventListener("lostpointercapture", () => graph.settle());

  let selectionTold: readonly string[] = [];
  canvas.onSelectionChange = () =>
    queueMicrotask(() => {
      const now = [...graph.picked().nodes];
      if (now.join("\n") === selectionTold.join("\n")) return;
      selectionTold = now;
      events.selected(now);
    });
  let scaleTold = NaN;
  canvas.ds.onChanged = (scale) => {
    overlay.dismiss();
    tooltip.hide();
    if (scale === scaleTold) return;
    scaleTold = scale;
    events.zoomed(scale);
  };
  const stopFitting = fitSurface(frame, canvas, () => {
    if (fitWanted) openView(canvas);
    fitWanted = false;
  });
  canvas.startRendering();

  function mayChange(): boolean {
    if (canvas.locked)
      events.notice(
        "This graph is of a newer version: it is shown, not changed.",
      );
    return !canvas.locked;
  }

  function measureWithCanvas(): void {
    const context = document.createElement("canvas").getContext("2d");
    if (context === null) return;
    context.font = `12px ${theme.font}`;
    setTextMeasure((text) => context.measureText(text).width);
  }

  function search(at: WindowPoint, link?: DroppedLink): void {
    if (canvas.locked) return;
    openSearchBox(overlay, nodes, at, link?.end, ({ node, socket }) =>
      insertNode(
        graph,
        canvas,
        node,
        at,
        events.firstValues(node),
        link,
        socket,
      ),
    );
  }

  function contextMenu(target: MenuTarget, at: WindowPoint): void {
    const anchor = { left: at.clientX, top: at.clientY, width: 0, height: 0 };
    const actions: MenuActions = {
      document: graph,
      command,
      runNode: (node) => events.runNode(node),
      nodeActions: (node) => events.nodeActions(node),
      rename: (node) => renameNode(node, graph, canvas, overlay),
      renameGroup: (group) => renameGroup(group, graph, canvas, overlay),
      search: () => search(at),
    };
    openMenu(overlay, anchor, ...menuFor(target, canvas, actions));
  }

  const view: CommandView = {
    mayChange,
    selectAll: () => canvas.selectItems(),
    fit: () => fitView(canvas),
    zoom: (factor) => zoomBy(canvas, factor),
    zoomTo: (scale) => zoomBy(canvas, scale / canvas.ds.scale),
    toggleMinimap: () => minimap.toggle(),
    search: () => search(middlePoint(canvas)),
    pastePoint: () => {
      const [x = 0, y = 0] = pointer.place ?? Array.from(canvas.centre);
      return [x, y];
    },
  };

  function command(name: EditorCommand): void {
    overlay.dismiss();
    runCommand(name, graph, view, clipboard);
  }

  return {
    load(next) {
      overlay.dismiss();
      canvas.pointer.reset();
      canvas.linkConnector.reset(true);
      board.clear();
      graph.load(next);
      fitWanted = next.view === undefined && surface.clientWidth === 0;
      if (next.view) moveView(canvas, next.view.scale, next.view.offset);
      else if (!fitWanted) openView(canvas);
    },
    read: () => ({
      ...graph.read(),
      view: { scale: canvas.ds.scale, offset: [...canvas.ds.offset] },
    }),
    get revision() {
      return graph.revision;
    },
    command,
    get canUndo() {
      return graph.history.canUndo;
    },
    get canRedo() {
      return graph.history.canRedo;
    },
    get scale() {
      return canvas.ds.scale;
    },
    addNode(type, at) {
      const description = descriptions.get(type);
      if (description === undefined)
        throw new Error(`there is no node of the type ${type}`);
      const values = events.firstValues(description);
      const place = at ?? middlePoint(canvas);
      const id = insertNode(graph, canvas, description, place, values);
      const added = graph.node(id);
      // it may have found no room in sight
      if (at === undefined && added) revealNode(canvas, added);
      return id;
    },
    setValues(node, values) {
      const found = graph.node(node);
      if (found === undefined || canvas.locked) return;
      found.setValues(values);
      canvas.setDirty(true, true);
      graph.settle();
    },
    setTitle(node, title) {
      graph.apply(setTitle(graph.read(), node, title));
    },
    select: (ids) => graph.select(ids),
    get selection() {
      return [...graph.picked().nodes];
    },
    reveal(node) {
      const found = graph.node(node);
      if (found) revealNode(canvas, found);
    },
    setStatus(node, status) {
      board.set(node, status);
      canvas.setDirty(true);
    },
    clearStatuses() {
      board.clear();
      canvas.setDirty(true);
    },
    setProblems(problems) {
      board.setProblems(problems);
      canvas.setDirty(true);
    },
    setReadOnly(locked) {
      canvas.locked = locked;
      canvas.read_only = locked;
    },
    themeChanged() {
      theme = readTheme(frame);
      measureWithCanvas();
      pictures.themeChanged();
      canvas.setDirty(true, true);
    },
    locate(node, part) {
      const found = graph.node(node);
      if (found === undefined) throw new Error(`there is no node ${node}`);
      const [x, y] = locatePart(found, part);
      return clientPoint(canvas, x, y);
    },
    destroy() {
      overlay.destroy();
      tooltip.hide();
      stopFitting();
      canvas.stopRendering();
      canvas.release();
      frame.remove();
    },
  };
};
