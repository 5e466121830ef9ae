import type { Graph } from "./graph.ts";
import type {
  EngineEvent,
  JobRecord,
  JobState,
  JobSummary,
  NodeRecord,
} from "./messages.ts";
import type { View } from "./view.ts";

/** Ended jobs that are kept. */
const keptJobs = 50;
/** A larger picture is not kept as the small picture of a job. */
const pictureLimitBytes = 256 * 1024;

/** What happened in the jobs of this session: made from their events. */
export interface JobHistory {
  /** Takes the graph of a job that was just queued. */
  add(summary: JobSummary, graph: Graph): void;
  apply(event: EngineEvent): void;
  state(id: string): JobState | undefined;
  /** The job as it is now, with what `change` says of it. */
  update(id: string, change: Partial<JobSummary>): JobSummary;
  /** Nodes of a job that began and did not end. */
  running(id: string): readonly string[];
  /** Nodes of a job that ended in whatever way. */
  ended(id: string): ReadonlySet<string>;
  record(id: string): JobRecord | undefined;
  summaries(): readonly JobSummary[];
  /** Lets go of ended jobs: all, or the oldest where there are too many. Gives their ids. */
  clear(which: "all" | "oldest"): readonly string[];
}

interface Kept {
  summary: JobSummary;
  readonly graph: Graph;
  readonly nodes: Map<string, NodeRecord>;
  readonly running: Set<string>;
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
    add(summary, graph) {
      jobs.set(summary.id, {
        summary,
        graph,
        nodes: new Map(),
        running: new Set(),
      });
    },
    apply(event) {
      if (!("node" in event)) return;
      const job = kept(event.job);
      switch (event.kind) {
        case "node-started":
          job.running.add(event.node);
          break;
        case "node-progress":
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
      if (job.summary.endedAt !== undefined)
        for (const node of job.running)
          end(job, node, { state: "cancelled", views: [], elapsedMs: 0 });
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

function pictureOf(views: readonly View[]): Uint8Array | undefined {
  for (const view of views)
    if (view.kind === "image" && view.png.byteLength <= pictureLimitBytes)
      return view.png;
  return undefined;
}
