import type { Graph, GraphNode } from "../../engine/graph.ts";
import type { Json } from "../../engine/json.ts";
import type { Choice, NodeDescription } from "../../engine/node-definition.ts";
import type { Problem } from "../../engine/check-graph.ts";
import type { View } from "../../engine/view.ts";

/** What a run made of a node, as the canvas shows it. */
export interface NodeStatus {
  readonly state:
    "waiting" | "running" | "paused" | "done" | "cached" | "failed";
  /** 0 to 1 while running or paused, where known. */
  readonly progress?: number;
  /** What is done: `step 3 of 10`. */
  readonly caption?: string;
  /** `4 s left`, while running and where it can be told. */
  readonly remaining?: string;
  readonly views: readonly View[];
  /** The sentence of a failure. */
  readonly message?: string;
  /** What is to be minded of a result, a sentence each. */
  readonly warnings?: readonly string[];
}

/** Commands that act on the canvas and its selection; keys, menus and buttons all call these. */
export type EditorCommand =
  | "undo"
  | "redo"
  | "select-all"
  | "copy"
  | "cut"
  | "paste"
  | "paste-with-links"
  | "delete"
  | "duplicate"
  | "group"
  | "mute"
  | "bypass"
  | "collapse"
  | "pin"
  | "fit"
  | "zoom-in"
  | "zoom-out"
  | "zoom-reset"
  | "minimap"
  | "search";

export interface EditorEvents {
  /** The graph differs from what it was; at most once per frame. */
  changed(): void;
  /** Node ids. */
  selected(nodes: readonly string[]): void;
  /** Run up to this node was asked for on the canvas. */
  runNode(node: string): void;
  /** A path for a `file` input is wanted; the answer is set as its value. */
  choosePath(request: {
    readonly mode: "open" | "folder";
    extensions: readonly string[];
    start: string;
  }): Promise<string | undefined>;
  /** Values that a new node has in place of its defaults. */
  firstValues(node: NodeDescription): Readonly<Record<string, Json>>;
  /** What an input of a node offers beside the choices that it is declared with. */
  moreChoices(
    description: NodeDescription,
    node: GraphNode,
    input: string,
  ): readonly Choice[];
  /** What the menu of a node offers beside what every node has. */
  nodeActions(node: string): readonly { readonly title: string; run(): void }[];
  /** Something to tell in passing, for example why a link was refused. */
  notice(message: string): void;
  zoomed(scale: number): void;
}

/** The canvas and everything on it. The only door to litegraph. */
export interface Editor {
  /** Shows another graph; undo starts anew. Nodes of unknown types become placeholders that are read back unchanged. */
  load(graph: Graph): void;
  /** The graph as plain data. */
  read(): Graph;
  /** A number that differs whenever the graph does (not the selection, not the view). */
  readonly revision: number;
  command(command: EditorCommand): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly scale: number;
  /** Adds a node at a point of the window, or in the middle of the canvas, and selects it. Returns its id. */
  addNode(type: string, at?: { clientX: number; clientY: number }): string;
  /** Values of inputs, by name: one undoable change. */
  setValues(node: string, values: Readonly<Record<string, Json>>): void;
  setTitle(node: string, title: string): void;
  select(nodes: readonly string[]): void;
  readonly selection: readonly string[];
  /** Scrolls a node into view. */
  reveal(node: string): void;
  setStatus(node: string, status: NodeStatus | undefined): void;
  clearStatuses(): void;
  setProblems(problems: readonly Problem[]): void;
  setReadOnly(readOnly: boolean): void;
  /** Colours are read from the CSS variables anew. */
  themeChanged(): void;
  /** Where a socket or a widget is on the page, for tests and for tours. */
  locate(
    node: string,
    part: { input: string } | { output: string } | { title: true },
  ): { clientX: number; clientY: number };
  destroy(): void;
}

/**
 * Everything inside `host`: the canvas, the minimap, and what pops up over it (search box, value editors, menus, tooltips).
 */
export type CreateEditor = (
  host: HTMLElement,
  nodes: readonly NodeDescription[],
  events: EditorEvents,
) => Editor;
