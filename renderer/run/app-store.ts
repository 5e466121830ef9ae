import { createStore, useStore } from "zustand";
import type { Problem } from "../../engine/check-graph.ts";
import type { PathRequest } from "../../engine/desktop-bridge.ts";
import type {
  Hello,
  JobRecord,
  ModelFolder,
  Settings,
} from "../../engine/messages.ts";
import type { ModelFinding } from "../../engine/model-places.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import type { View } from "../../engine/view.ts";
import { noDocuments, type Documents } from "./documents.ts";
import { nothingRun, type RunState, type ShownNodes } from "./run-state.ts";

export type Connection =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  /** It was there, or did not answer; tried again by itself. */
  | { readonly kind: "lost"; readonly message: string };

export type Autosave =
  | { readonly kind: "none" }
  | { readonly kind: "pending" }
  | { readonly kind: "saved"; readonly at: number }
  | { readonly kind: "failed"; readonly message: string };

export type LeftPanel = "nodes" | "models" | "files" | "queue" | "settings";
export type DockPanel =
  "schedules" | "optimization" | "queue" | "runs" | "problems";

/** What stands over the window and waits for an answer. */
export type OpenDialog =
  | {
      readonly kind: "choose-path";
      readonly request: PathRequest;
      /** Proposed file name when saving. */
      readonly name: string;
      readonly answer: (path: string | undefined) => void;
    }
  | {
      readonly kind: "confirm-close";
      readonly title: string;
      readonly answer: (choice: "save" | "discard" | "cancel") => void;
    }
  | {
      readonly kind: "question";
      readonly title: string;
      readonly description: string;
      readonly yes: string;
      readonly no: string;
      readonly answer: (yes: boolean) => void;
    }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "catalogue" }
  | {
      readonly kind: "picture";
      readonly view: Extract<View, { kind: "image" }>;
    };

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: "plain" | "bad";
  /** Of a failed run: where its cause is seen, so that it is taken back once that is gone. */
  readonly failure?: Failure;
}

/** Where a run failed. */
export interface Failure {
  readonly document?: string;
  /** The node whose reason is told, where a node failed. */
  readonly node?: string;
}

/** Which panels are open. In a small window they fold by themselves and open over the canvas. */
export interface Panels {
  readonly left: boolean;
  readonly inspector: boolean;
  readonly dock: boolean;
}

/** What the engine said of itself. */
export interface EngineFacts {
  readonly version: string;
  readonly nodes: readonly NodeDescription[];
  readonly nodesById: ReadonlyMap<string, NodeDescription>;
  readonly templates: Hello["templates"];
  readonly outputFolder: string;
}

export interface AppState {
  readonly connection: Connection;
  /** Absent until the engine has answered for the first time. */
  readonly facts: EngineFacts | undefined;
  readonly settings: Settings;
  /** What the setting comes to now. */
  readonly themeShown: "dark" | "light";
  readonly run: RunState;
  readonly documents: Documents;
  /** What the nodes of each document show now, made of `run` and `documents`. */
  readonly looks: Readonly<Record<string, ShownNodes>>;
  /** By document id. */
  readonly problems: Readonly<Record<string, readonly Problem[]>>;
  /** What the model folders hold; absent until they were looked through. */
  readonly models: readonly ModelFolder[] | undefined;
  /** Where the model files of each document are, by document id. */
  readonly findings: Readonly<Record<string, readonly ModelFinding[]>>;
  /** Selected nodes, by document id. */
  readonly selection: Readonly<Record<string, readonly string[]>>;
  readonly zoom: number;
  readonly autosave: Autosave;
  /** How many jobs one Run queues. */
  readonly batchCount: number;
  readonly leftPanel: LeftPanel;
  readonly dockPanel: DockPanel;
  readonly panels: Panels;
  /** What was open before the window became too small for it. */
  readonly folded: Panels | undefined;
  /** The ended run that the dock shows. */
  readonly openRun: JobRecord | undefined;
  readonly dialog: OpenDialog | undefined;
  readonly toasts: readonly Toast[];
}

export const defaultSettings: Settings = {
  theme: "system",
  outputFolder: null,
  modelFolders: [],
  device: "cpu",
  recentFiles: [],
  extra: {},
};

/** The window's state. Changed by the actions in this folder, shown by the panels. */
export const appStore = createStore<AppState>(() => ({
  connection: { kind: "connecting" },
  facts: undefined,
  settings: defaultSettings,
  themeShown: "dark",
  run: nothingRun,
  documents: noDocuments,
  looks: {},
  problems: {},
  models: undefined,
  findings: {},
  selection: {},
  zoom: 1,
  autosave: { kind: "none" },
  batchCount: 1,
  leftPanel: "nodes",
  dockPanel: "schedules",
  panels: { left: true, inspector: true, dock: true },
  folded: undefined,
  openRun: undefined,
  dialog: undefined,
  toasts: [],
}));

/** A part of the state, kept up to date in a component. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(appStore, select);
}
