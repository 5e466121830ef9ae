import type { Graph } from "./graph.ts";
import type {
  EngineEvent,
  JobRecord,
  JobState,
  JobSummary,
  JobUnderWay,
  NodeEvent,
  NodeRecord,
} from "./messages.ts";
import type { View } from "./view.ts";

/** Ended jobs that are kept. */
const keptJobs = 50;
/** A larger picture is not kept as the small picture of a job. */
const pictureLimitBytes = 256 * 1024;

/** What happened in the jobs of this session: made from their events. */
export interface JobHistory {
  /** Takes the graph of a job that was just queued, and the nodes of it that are to run. */
  add(summary: JobSummary, graph: Graph, planned: readonly string[]): void;
  apply(event: EngineEvent): void;
  state(id: string): JobState | undefined;
  /** The job as it is now, with what `change` says of it. */
  update(id: string, change: Partial<JobSummary>): JobSummary;
  /** Nodes of a job that began and did not end. */
  running(id: string): readonly string[];
  /** Nodes of a job that ended in whatever way. */
  ended(id: string): ReadonlySet<string>;
  record(id: string): JobRecord | undefined;
  /** Those that have not ended. */
  underWay(): readonly JobUnderWay[];
  summaries(): readonly JobSummary[];
  /** Lets go of ended jobs: all, or the oldest where there are too many. Gives their ids. */
  clear(which: "all" | "oldest"): readonly string[];
}

interface Kept {
  summary: JobSummary;
  readonly graph: Graph;
  readonly planned: readonly string[];
  readonly nodes: Map<string, NodeRecord>;
  readonly running: Set<string>;
  /** What was told last of each node, that of which it was told last at the end. */
  readonly told: Map<string, readonly NodeEvent[]>;
}

export function jobHistory(): JobHistory {
  const jobs = new Map<string, Kept>();
  const kept = (id: string): Kept => {
    const found = jobs.get(id);
    if (found === undefined) throw new Error(`There is no job ${id}.`);
    return found;
  };
  const end = (job: Kept, node: string, record: NodeRecord): void => {
    job.running.delete(node);
    job.nodes.set(node, record);
  };
  return {
    add(summary, graph, planned) {
      jobs.set(summary.id, {
        summary,
        graph,
        planned,
        nodes: new Map(),
        running: new Set(),
        told: new Map(),
      });
    },
    apply(event) {
      if (!("node" in event)) return;
      const job = kept(event.job);
      const before = job.told.get(event.node) ?? [];
      job.told.delete(event.node);
      job.told.set(event.node, withEvent(before, event));
      switch (event.kind) {
        case "node-started":
          job.running.add(event.node);
          break;
        case "node-progress":
        case "node-warned":
          break;
        case "node-finished": {
          const { views, elapsedMs, cached, warnings } = event;
          end(job, event.node, {
            state: cached ? "cached" : "done",
            views,
            elapsedMs,
            ...(warnings && { warnings }),
          });
          const picture = pictureOf(views);
          if (picture) job.summary = { ...job.summary, picture };
          break;
        }
        case "node-failed":
        case "node-skipped":
          end(job, event.node, {
            state: event.kind === "node-failed" ? "failed" : "skipped",
            views: [],
            elapsedMs: 0,
            message: event.message,
          });
          break;
      }
    },
    state: (id) => jobs.get(id)?.summary.state,
    update(id, change) {
      const job = kept(id);
      job.summary = { ...job.summary, ...change };
      if (job.summary.endedAt !== undefined) {
        for (const node of job.running)
          end(job, node, { state: "cancelled", views: [], elapsedMs: 0 });
        // from now on the record tells it
        job.told.clear();
      }
      return job.summary;
    },
    running: (id) => [...kept(id).running],
    ended: (id) => new Set(kept(id).nodes.keys()),
    record(id) {
      const job = jobs.get(id);
      return (
        job && {
          summary: job.summary,
          graph: job.graph,
          nodes: Object.fromEntries(job.nodes),
        }
      );
    },
    underWay: () =>
      [...jobs.values()]
        .filter(({ summary }) => summary.endedAt === undefined)
        .map((job) => ({
          job: job.summary.id,
          graph: job.graph,
          events: eventsOf(job),
        })),
    summaries: () => [...jobs.values()].map(({ summary }) => summary),
    clear(which) {
      const ended = [...jobs]
        .filter(([, { summary }]) => summary.endedAt !== undefined)
        .map(([id]) => id);
      const cleared =
        which === "all"
          ? ended
          : ended.slice(0, Math.max(0, ended.length - keptJobs));
      for (const id of cleared) jobs.delete(id);
      return cleared;
    },
  };
}

/** The events that come to what a job has come to. */
function eventsOf({ summary, planned, told }: Kept): EngineEvent[] {
  const { id, state, startedAt } = summary;
  return [
    { kind: "job-queued", job: summary, nodes: planned },
    ...(startedAt === undefined
      ? []
      : [{ kind: "job-started", job: id, at: startedAt } as const]),
    ...[...told.values()].flat(),
    ...(state === "paused" ? [{ kind: "job-paused", job: id } as const] : []),
  ];
}

/** What is to be told of a node after one more event: the begin, the last of each kind that followed, or the end. */
function withEvent(
  before: readonly NodeEvent[],
  event: NodeEvent,
): readonly NodeEvent[] {
  if (event.kind !== "node-progress" && event.kind !== "node-warned")
    return [event];
  const last = before.find(({ kind }) => kind === event.kind);
  // what was seen last stays to be seen
  const seen = last?.kind === "node-progress" && last.views;
  return [
    ...before.filter((each) => each !== last),
    { ...(seen && { views: seen }), ...event },
  ];
}

function pictureOf(views: readonly View[]): Uint8Array | undefined {
  for (const view of views)
    if (view.kind === "image" && view.png.byteLength <= pictureLimitBytes)
      return view.png;
  return undefined;
}
