import type { GraphNode } from "../../engine/graph.ts";
import { clipCorner, clipOf, pasteClip, type Clip } from "./clipboard.ts";
import type { SystemClipboard } from "./system-clipboard.ts";
import type { EditorDocument } from "./document.ts";
import {
  groupAround,
  nothingPicked,
  removePicked,
  toggleFlag,
  toggleMode,
  type Picked,
} from "./edit-graph.ts";
import type { EditorCommand } from "./editor.ts";
import { metrics } from "./metrics.ts";

/** What commands need of the canvas. */
export interface CommandView {
  selectAll(): void;
  fit(): void;
  zoom(factor: number): void;
  zoomTo(scale: number): void;
  toggleMinimap(): void;
  search(): void;
  /** Where something pasted goes, in graph units: under the mouse, else in the middle. */
  pastePoint(): readonly [number, number];
  /** False where the graph must stay as it is; it tells why itself. */
  mayChange(): boolean;
}

const viewCommands: ReadonlySet<EditorCommand> = new Set<EditorCommand>([
  "select-all",
  "copy",
  "fit",
  "zoom-in",
  "zoom-out",
  "zoom-reset",
  "minimap",
]);

/** Carries out a command on the document and its selection. */
export function runCommand(
  command: EditorCommand,
  document: EditorDocument,
  view: CommandView,
  clipboard: SystemClipboard,
): void {
  if (!viewCommands.has(command) && !view.mayChange()) return;
  const picked = document.picked();
  const some = picked.nodes.size + picked.groups.size > 0;
  switch (command) {
    case "undo":
      return document.undo();
    case "redo":
      return document.redo();
    case "select-all":
      return view.selectAll();
    case "copy":
      if (some) clipboard.write(clipOf(document.read(), picked));
      return;
    case "cut":
      if (!some) return;
      clipboard.write(clipOf(document.read(), picked));
      return document.apply(
        removePicked(document.read(), picked),
        nothingPicked,
      );
    case "paste":
    case "paste-with-links":
      return clipboard.read((clip) =>
        paste(
          document,
          clip,
          view.pastePoint(),
          command === "paste-with-links",
        ),
      );
    case "delete":
      if (some)
        document.apply(removePicked(document.read(), picked), nothingPicked);
      return;
    case "duplicate":
      if (some) duplicate(document, picked);
      return;
    case "group":
      return group(document, picked);
    case "mute":
    case "bypass":
      if (picked.nodes.size > 0)
        document.apply(toggleMode(document.read(), picked.nodes, command));
      return;
    case "collapse":
      if (picked.nodes.size > 0)
        document.apply(toggleFlag(document.read(), picked.nodes, "collapsed"));
      return;
    case "pin":
      if (picked.nodes.size > 0)
        document.apply(toggleFlag(document.read(), picked.nodes, "pinned"));
      return;
    case "fit":
      return view.fit();
    case "zoom-in":
      return view.zoom(1.2);
    case "zoom-out":
      return view.zoom(1 / 1.2);
    case "zoom-reset":
      return view.zoomTo(1);
    case "minimap":
      return view.toggleMinimap();
    case "search":
      return view.search();
  }
}

function paste(
  document: EditorDocument,
  clip: Clip,
  at: readonly [number, number],
  withLinks: boolean,
): void {
  if (clip.nodes.length + clip.groups.length === 0) return;
  const [left, top] = clipCorner(clip);
  const before = document.read();
  const taken = new Set(before.nodes.map(({ position }) => position.join()));
  let shift: readonly [number, number] = [
    Math.round(at[0] - left),
    Math.round(at[1] - top + metrics.titleHeight),
  ];
  // a second paste at the same place steps aside, so that both are seen
  while (
    clip.nodes.some(({ position: [x, y] }) =>
      taken.has([x + shift[0], y + shift[1]].join()),
    )
  )
    shift = [shift[0] + metrics.gridStep, shift[1] + metrics.gridStep];
  const pasted = pasteClip(before, clip, shift, withLinks);
  document.apply(pasted.graph, pasted.picked);
}

/** Copies the selection without the clipboard, a little aside. */
function duplicate(document: EditorDocument, picked: Picked): void {
  const before = document.read();
  const pasted = pasteClip(before, clipOf(before, picked), [30, 30], true);
  document.apply(pasted.graph, pasted.picked);
}

/** Puts a copy of the selection in its place, to be dragged away: without links from outside, and not pinned. */
export function cloneInPlace(document: EditorDocument): void {
  const before = document.read();
  const clip = clipOf(before, document.picked());
  const loose = { ...clip, nodes: clip.nodes.map(unpinned) };
  const pasted = pasteClip(before, loose, [0, 0], false);
  document.begin(pasted.graph, pasted.picked);
}

function unpinned(node: GraphNode): GraphNode {
  const { pinned: _, ...loose } = node;
  return loose;
}

function group(document: EditorDocument, picked: Picked): void {
  const rectangles = [...picked.nodes].flatMap((id) => {
    const node = document.node(id);
    if (node === undefined) return [];
    const [x = 0, y = 0, width = 0, height = 0] = node.boundingRect;
    return [[x, y, width, height] as const];
  });
  if (rectangles.length > 0)
    document.apply(groupAround(document.read(), rectangles, "Group"));
}
