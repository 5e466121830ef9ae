import type { Graph } from "../../engine/graph.ts";
import type { JobSummary } from "../../engine/messages.ts";
import type { NodeStatus } from "../editor/editor.ts";

/** One job as the window follows it. */
export interface FollowedJob {
  readonly summary: JobSummary;
  /** The nodes that it runs; empty where the job was queued before this window listened. */
  readonly nodes: readonly string[];
  /** 0 to 1 of each node that has begun; 1 once it is finished. */
  readonly progress: Readonly<Record<string, number>>;
  /** Nodes whose result came from the cache. */
  readonly cached: readonly string[];
  /** The node that runs now. */
  readonly current?: string;
  /** How long that node still takes, `4 s left`, where it can be told. */
  readonly remaining?: string;
  /** A node that does nothing until what the words name has happened; others may be at work meanwhile. */
  readonly waits?: { readonly node: string; readonly words: string };
}

/** What the nodes of one document show, by node id. */
export type ShownNodes = Readonly<Record<string, NodeStatus>>;

/** Everything that the window knows of running, made from events alone. */
export interface RunState {
  /** In the order of queueing, ended ones included. */
  readonly jobs: readonly FollowedJob[];
  /** By document id. */
  readonly shown: Readonly<Record<string, ShownNodes>>;
  /** The job whose events made what a node shows: by document id, then node id. */
  readonly ranIn: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The graphs of jobs as they ran, by job id, where this window knows them. */
  readonly graphs: Readonly<Record<string, Graph>>;
  /** Memory of the engine's processes. */
  readonly memoryBytes?: number;
}

export const nothingRun: RunState = {
  jobs: [],
  shown: {},
  ranIn: {},
  graphs: {},
};
