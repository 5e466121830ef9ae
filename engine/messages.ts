import type { Graph } from "./graph.ts";
import type { Json } from "./json.ts";
import type { NodeDescription } from "./node-definition.ts";
import type { ModelFinding } from "./model-places.ts";
import type { Problem } from "./check-graph.ts";
import type { View } from "./view.ts";

/** Everything that the window can ask of the engine. One interface over a MessagePort (desktop) and a WebSocket (browser). */
export interface EngineApi {
  /** What the window needs at its start. Subscribes it to events. */
  hello(): Promise<Hello>;

  /** Queues a run. Targets are node ids; without them every terminal node runs. */
  run(request: {
    graph: Graph;
    targets?: readonly string[];
    document?: string;
    /** Goes before all that wait; what runs is not interrupted. */
    first?: boolean;
  }): Promise<RunAnswer>;
  /** Cancels one job, queued or running. False where it had ended already. */
  cancel(job: string): Promise<boolean>;
  /**
   * Lets a running job rest: each of its processes waits where it next reports, with all that it has come to, and uses no
   * processor. False where the job does not run.
   */
  pause(job: string): Promise<boolean>;
  /** Lets a paused job go on. False where the job is not paused. */
  resume(job: string): Promise<boolean>;
  /** Removes ended jobs from the history. */
  clearHistory(): Promise<void>;
  /** The record of one ended job: the graph as it ran, and what its nodes showed. */
  readJob(job: string): Promise<JobRecord>;

  /** Reads a graph from a file: graph JSON, or a PNG that carries one. */
  readGraph(path: string): Promise<ReadGraph>;
  /** Reads a graph from the bytes of a dropped file, by its content. */
  parseGraph(name: string, bytes: Uint8Array): Promise<ReadGraph>;
  /** Writes atomically; the old file stays whole if anything fails. */
  writeGraph(path: string, graph: Graph): Promise<{ path: string }>;
  /** Graphs that come with the program, the default one first. */
  readTemplate(id: string): Promise<ReadGraph>;

  /** One folder's contents for the file dialog, folders first. Without a path, the user's Stepwright folder. */
  listFolder(path?: string): Promise<FolderListing>;
  makeFolder(path: string): Promise<FolderListing>;
  /** Looks through the model folders: the user's Stepwright folder's models/ first, then those of the settings. */
  listModels(): Promise<readonly ModelFolder[]>;
  /** Where the model files are that a graph names. */
  findModels(graph: Graph): Promise<readonly ModelFinding[]>;
  /** The bytes of a file that a node wrote in this session, for download. */
  readOutput(path: string): Promise<Uint8Array>;

  /** Keeps the open documents, so that closing or crashing loses nothing. */
  saveSession(session: Session): Promise<{ savedAt: number }>;
  readSettings(): Promise<Settings>;
  writeSettings(settings: Settings): Promise<void>;
}

/** What the engine calls on each window. */
export interface WindowApi {
  event(event: EngineEvent): void;
}

export interface Hello {
  readonly version: string;
  readonly nodes: readonly NodeDescription[];
  readonly templates: readonly {
    readonly id: string;
    readonly title: string;
  }[];
  readonly jobs: readonly JobSummary[];
  readonly underWay: readonly JobUnderWay[];
  readonly session: Session;
  readonly settings: Settings;
  /** Where nodes write. */
  readonly outputFolder: string;
}

export type RunAnswer =
  | { readonly kind: "queued"; readonly job: string }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

export interface ReadGraph {
  readonly graph: Graph;
  /** Absent where the graph has no file of its own (a template, a dropped file, a picture). */
  readonly path?: string;
  /** A file of a newer version: shown, not saved over. */
  readonly readOnly: boolean;
  /** One sentence each about what is kept but not understood. */
  readonly notices: readonly string[];
}

export interface FolderListing {
  readonly path: string;
  readonly parent?: string;
  readonly entries: readonly {
    readonly name: string;
    readonly path: string;
    readonly kind: "folder" | "file";
    readonly bytes: number;
    readonly modifiedMs: number;
  }[];
  /** Places to jump to: the Stepwright folder, the folders of models, home, root or drives. */
  readonly places: readonly { readonly name: string; readonly path: string }[];
}

/** A folder and the models in it, in the folders of it too. */
export interface ModelFolder {
  readonly path: string;
  readonly models: readonly FoundModel[];
  /** Why it could not be looked through, or not to its end, in a sentence. */
  readonly problem?: string;
}

export type FoundModel = {
  /** Its path from the model folder on, with `/`. */
  readonly name: string;
  readonly path: string;
} & (
  | { readonly kind: "onnx"; readonly bytes: number }
  /** A folder in diffusers' layout. */
  | { readonly kind: "pipeline"; readonly className: string }
);

export interface Session {
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly path?: string;
    /** Differs from its file. */
    readonly unsaved: boolean;
    /** Came from a file of a newer version. */
    readonly readOnly?: boolean;
    readonly graph: Graph;
  }[];
  readonly active?: string;
  /** Ids of documents that the window has closed. Others of the kept session stay, which another window may have open. */
  readonly closed?: readonly string[];
}

export interface Settings {
  readonly theme: "system" | "light" | "dark";
  readonly outputFolder: string | null;
  readonly modelFolders: readonly string[];
  /** Where the models of nodes compute that are added from now on, one of the choices of their input `device`. */
  readonly device: string;
  readonly recentFiles: readonly string[];
  readonly extra: Readonly<Record<string, Json>>;
}

export type JobState =
  "queued" | "running" | "paused" | "done" | "failed" | "cancelled";

export interface JobSummary {
  readonly id: string;
  readonly title: string;
  readonly document?: string;
  readonly state: JobState;
  readonly queuedAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** What failed, in a sentence. */
  readonly message?: string;
  /** A small picture of the result, an encoded PNG, where there is one. */
  readonly picture?: Uint8Array;
}

/** A job that has not ended, for a window that did not see it begin. */
export interface JobUnderWay {
  readonly job: string;
  /** As it runs. */
  readonly graph: Graph;
  /** Those of its events that come to what it has come to. */
  readonly events: readonly EngineEvent[];
}

export interface JobRecord {
  readonly summary: JobSummary;
  readonly graph: Graph;
  readonly nodes: Readonly<Record<string, NodeRecord>>;
}

export interface NodeRecord {
  readonly state: "done" | "cached" | "failed" | "cancelled" | "skipped";
  readonly views: readonly View[];
  readonly elapsedMs: number;
  readonly message?: string;
  /** As in the event. */
  readonly warnings?: readonly string[];
}

/** Everything that happens, in order. Each event names its job, and its node where it has one. */
export type EngineEvent =
  | {
      readonly kind: "job-queued";
      readonly job: JobSummary;
      readonly nodes: readonly string[];
    }
  | { readonly kind: "job-started"; readonly job: string; readonly at: number }
  | { readonly kind: "job-paused"; readonly job: string }
  | { readonly kind: "job-resumed"; readonly job: string }
  | {
      readonly kind: "node-started";
      readonly job: string;
      readonly node: string;
    }
  | {
      readonly kind: "node-progress";
      readonly job: string;
      readonly node: string;
      readonly done: number;
      readonly total: number;
      readonly message?: string;
      /** Estimated from the pace so far; absent while there is none. */
      readonly remainingMs?: number;
      /** It does nothing until another job's background task has ended. */
      readonly waits?: true;
      readonly views?: readonly View[];
    }
  | {
      /** What is to be minded of the result that it works on, a sentence each: all of them so far. */
      readonly kind: "node-warned";
      readonly job: string;
      readonly node: string;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: "node-finished";
      readonly job: string;
      readonly node: string;
      readonly cached: boolean;
      readonly elapsedMs: number;
      readonly views: readonly View[];
      /** What is to be minded of its result, a sentence each. */
      readonly warnings?: readonly string[];
    }
  | {
      readonly kind: "node-failed";
      readonly job: string;
      readonly node: string;
      readonly message: string;
      /** The user can mend it. */
      readonly reason?: "bad-input";
    }
  | {
      /** Did not run, because a node that it needs failed. */
      readonly kind: "node-skipped";
      readonly job: string;
      readonly node: string;
      readonly message: string;
    }
  | { readonly kind: "job-ended"; readonly job: JobSummary }
  | { readonly kind: "jobs-cleared"; readonly jobs: readonly string[] }
  | { readonly kind: "memory"; readonly bytes: number }
  | { readonly kind: "settings"; readonly settings: Settings };

/** What happens to one node of a job. */
export type NodeEvent = Extract<EngineEvent, { readonly node: string }>;
